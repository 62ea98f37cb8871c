package io.millrace.iterations.step;

import io.millrace.dataflow.accumulators.Accumulator;
import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.iterations.superstep.LoopAccumulators;
import java.io.IOException;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The accumulators of one operator in a loop, over all supersteps. Functions are opened in each superstep and register theirs
 * again: the first of a name is the one whose value counts; what another one has collected is added to it at the end of its
 * superstep.
 */
final class StepAccumulators {
    private final OperatorContext task;
    private final Map<String, Accumulator<?, ?>> counting = new LinkedHashMap<>();
    private final Map<String, Accumulator<?, ?>> ofSuperstep = new LinkedHashMap<>();

    StepAccumulators(OperatorContext task) {
        this.task = task;
    }

    <V, R extends Serializable> void add(String name, Accumulator<V, R> accumulator) {
        if (!counting.containsKey(name)) {
            task.addAccumulator(name, accumulator);
            counting.put(name, accumulator);
        }
        ofSuperstep.put(name, accumulator);
    }

    /** The one that was registered in this superstep, or by another operator of the task; else null. */
    @Nullable
    Accumulator<?, ?> get(String name) {
        Accumulator<?, ?> own = ofSuperstep.get(name);
        return own != null || counting.containsKey(name) ? own : task.accumulator(name);
    }

    void endSuperstep() {
        ofSuperstep.forEach((name, accumulator) -> {
            Accumulator<?, ?> counts = counting.get(name);
            if (counts != null && counts != accumulator) {
                merge(counts, accumulator);
                accumulator.resetLocal();
            }
        });
        ofSuperstep.clear();
    }

    /** All that was counted until now; between two supersteps. */
    byte[] bytes() throws IOException {
        return LoopAccumulators.bytes(counting);
    }

    @SuppressWarnings("unchecked") // who uses a name for two kinds of accumulators gets their ClassCastException
    private static void merge(Accumulator<?, ?> into, Accumulator<?, ?> from) {
        ((Accumulator<Object, Serializable>) into).merge((Accumulator<Object, Serializable>) from);
    }
}
