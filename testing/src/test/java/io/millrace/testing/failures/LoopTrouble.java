package io.millrace.testing.failures;

import io.millrace.dataflow.accumulators.LongCounter;
import io.millrace.dataflow.functions.OpenContext;
import io.millrace.dataflow.functions.RichMapFunction;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Something goes wrong once in a loop: when the first of its subtasks begins a superstep. In this JVM; copies of it all mean the
 * same trouble.
 */
final class LoopTrouble<T> extends RichMapFunction<T, T> {
    private static final long serialVersionUID = 1L;
    private static final AtomicInteger NUMBERS = new AtomicInteger();
    private static final Map<Integer, Facts> ALL = new ConcurrentHashMap<>();

    /** Throws, or waits for the end of its task. */
    @FunctionalInterface
    interface Trouble {
        void happen() throws Exception;
    }

    private record Facts(Trouble trouble, AtomicBoolean happened, List<Integer> begun) {}

    private final int number = NUMBERS.incrementAndGet();
    private final int atSuperstep;
    private final int inSubtask;
    private transient LongCounter seen;

    LoopTrouble(int atSuperstep, int inSubtask, Trouble trouble) {
        this.atSuperstep = atSuperstep;
        this.inSubtask = inSubtask;
        ALL.put(number, new Facts(trouble, new AtomicBoolean(), new CopyOnWriteArrayList<>()));
    }

    private Facts facts() {
        return Objects.requireNonNull(ALL.get(number));
    }

    /** The supersteps that its subtask has begun, in their order. */
    List<Integer> begun() {
        return facts().begun;
    }

    /** The superstep with which the loop went on after the trouble. */
    int wentOnWith() {
        List<Integer> begun = begun();
        return begun.get(begun.indexOf(atSuperstep) + 1);
    }

    @Override
    public void open(OpenContext context) throws Exception {
        seen = getRuntimeContext().getLongCounter("seen");
        if (getRuntimeContext().getTaskInfo().getIndexOfThisSubtask() != inSubtask) {
            return;
        }
        int superstep = getIterationRuntimeContext().getSuperstepNumber();
        facts().begun.add(superstep);
        if (superstep == atSuperstep && facts().happened.compareAndSet(false, true)) {
            facts().trouble.happen();
        }
    }

    @Override
    public T map(T value) {
        seen.add(1L);
        return value;
    }
}
