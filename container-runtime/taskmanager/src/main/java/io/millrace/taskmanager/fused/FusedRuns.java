package io.millrace.taskmanager.fused;

import io.millrace.dataflow.contract.Output;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes {@link FusedRun}s: a hidden class for each sequence of functions (or of their classes), kept for the next subtask or job
 * with the same, whose code is then compiled already. Thread-safe.
 */
public final class FusedRuns {
    /** Shapes kept; the operator behind one class loader has one or two. */
    private static final int KEPT_MAX = 16;

    private static final MethodType CONSTRUCTOR =
            MethodType.methodType(FusedRun.class, Object[].class, Output.class, FusedRun.Failing.class);

    private final MethodHandles.Lookup home;

    private final Map<List<FusedStep.Shape>, MethodHandle> kept = new LinkedHashMap<>(4, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<List<FusedStep.Shape>, MethodHandle> eldest) {
            return size() > KEPT_MAX;
        }
    };

    /** @param home in the class loader and the package in which the classes are defined, which must see the engine */
    public FusedRuns(MethodHandles.Lookup home) {
        this.home = home;
    }

    /**
     * A run that calls {@code steps} and gives what they leave to {@code output}.
     *
     * @throws IllegalStateException if the class cannot be defined
     */
    public FusedRun of(List<FusedStep> steps, Output<Object> output, FusedRun.Failing failing) {
        try {
            return (FusedRun) constructor(steps).invokeExact(FusedRunWriter.parts(steps), output, failing);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("the code of " + steps.size() + " fused operators cannot be defined", e);
        }
    }

    private synchronized MethodHandle constructor(List<FusedStep> steps) throws ReflectiveOperationException {
        List<FusedStep.Shape> shapes = steps.stream().map(FusedStep::shape).toList();
        MethodHandle known = kept.get(shapes);
        if (known == null) {
            FusedRunWriter writer = new FusedRunWriter(home.lookupClass().getPackageName(), steps);
            MethodHandles.Lookup made = home.defineHiddenClassWithClassData(writer.write(), writer.constants(), true);
            known = made.findConstructor(made.lookupClass(), CONSTRUCTOR.changeReturnType(void.class))
                    .asType(CONSTRUCTOR);
            kept.put(shapes, known);
        }
        return known;
    }
}
