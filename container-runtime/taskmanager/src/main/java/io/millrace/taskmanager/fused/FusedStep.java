package io.millrace.taskmanager.fused;

import io.millrace.dataflow.contract.RecordStep;
import io.millrace.dataflow.typeutils.TypeSerializer;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A step of a {@link FusedRun}.
 *
 * @param copier copies each record before the step has it; null if it is handed on as it is
 */
public record FusedStep(RecordStep step, @Nullable TypeSerializer<Object> copier) {
    Object function() {
        return step.function();
    }

    boolean isFilter() {
        return step instanceof RecordStep.Filtering;
    }

    /**
     * Whether all subtasks, and all jobs of one program, have the very same function: a lambda that captures nothing is one
     * object for all. Then it is a constant of the code; else its class is.
     */
    boolean isConstant() {
        Class<?> type = function().getClass();
        return type.isHidden()
                && type.getSuperclass() == Object.class
                && Arrays.stream(type.getDeclaredFields()).allMatch(field -> Modifier.isStatic(field.getModifiers()));
    }

    /** What the code of the step depends on. */
    Shape shape() {
        return new Shape(
                isFilter(),
                isConstant() ? function() : function().getClass(),
                copier == null ? null : copier.getClass());
    }

    /**
     * Equal for steps of equal code.
     *
     * @param function itself if it is constant, else its class
     */
    record Shape(boolean filter, Object function, @Nullable Class<?> copier) {}
}
