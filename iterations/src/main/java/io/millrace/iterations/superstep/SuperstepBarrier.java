package io.millrace.iterations.superstep;

import io.millrace.dataflow.aggregators.ConvergenceCriterion;
import io.millrace.dataflow.types.Value;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Decides at the end of each superstep whether another follows. Every subtask of a loop's head has one; all of them are told
 * the same and decide the same, so that none waits for another's word.
 *
 * <p>The loop ends after its last superstep, when an input that says so brought no record, or when its criterion of
 * convergence holds. Not thread-safe.
 */
public final class SuperstepBarrier {
    private final LoopRules rules;
    private final ClassLoader loader;
    private final int inputs;
    private final int endsIfEmpty;
    private final List<Aggregates> parts = new ArrayList<>();
    private int ended;
    private long fedBack;

    /** The end of a superstep: whether it was the last one, and what its operators had aggregated. */
    public record Conclusion(boolean last, long fedBack, Aggregates aggregates) {}

    /**
     * @param inputs how many inputs end with each superstep
     * @param endsIfEmpty that one of them, from 0, whose records the loop needs to go on; -1 if none
     * @param loader the job's
     */
    public SuperstepBarrier(LoopRules rules, int inputs, int endsIfEmpty, ClassLoader loader) {
        this.rules = rules;
        this.inputs = inputs;
        this.endsIfEmpty = endsIfEmpty;
        this.loader = loader;
    }

    /** All that the superstep feeds back by an input (from 0) has come. */
    public void ended(int input, List<byte[]> reports) throws IOException, ClassNotFoundException {
        ended++;
        for (byte[] report : reports) {
            if (input == endsIfEmpty) {
                fedBack += Report.fedBack(report);
            }
            byte[] aggregates = Report.aggregates(report);
            if (aggregates.length > 0) {
                parts.add(Aggregates.of(aggregates, loader));
            }
        }
    }

    /** Whether all inputs have ended the superstep. */
    public boolean isReached() {
        return ended == inputs;
    }

    /** Concludes the superstep; the next one may begin. Only when the barrier {@link #isReached}. */
    @SuppressWarnings("unchecked") // the criterion was registered with the aggregator whose values it takes
    public Conclusion conclude(int superstep) {
        Aggregates aggregates = Aggregates.merged(rules.aggregators(), parts);
        boolean last = superstep >= rules.maxSupersteps() || (endsIfEmpty >= 0 && fedBack == 0);
        for (LoopRules.Convergence convergence : rules.convergence()) {
            Value value = aggregates.values().get(convergence.aggregator());
            if (!last && value != null) {
                last = ((ConvergenceCriterion<Value>) convergence.criterion()).isConverged(superstep, value);
            }
        }
        Conclusion conclusion = new Conclusion(last, fedBack, aggregates);
        ended = 0;
        fedBack = 0;
        parts.clear();
        return conclusion;
    }
}
