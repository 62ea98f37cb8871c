package io.millrace.iterations.superstep;

import io.millrace.dataflow.aggregators.ConvergenceCriterion;
import io.millrace.dataflow.contract.Operator;
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
    private final List<byte[]> accumulators = new ArrayList<>();
    private boolean due;
    private boolean busy;
    private int ended;
    private long fedBack;

    /**
     * The end of a superstep.
     *
     * @param last whether no other follows
     * @param fedBack how many records the loop goes on with, where it needs some
     * @param aggregates what its operators had aggregated
     * @param snapshotNext whether the loop is to be snapshotted at the end of the next one
     * @param accumulators what its operators have counted in all supersteps, if they were asked; see {@link LoopAccumulators}
     */
    public record Conclusion(
            boolean last, long fedBack, Aggregates aggregates, boolean snapshotNext, List<byte[]> accumulators) {}

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
        for (byte[] bytes : reports) {
            Report report = Report.of(bytes);
            if (input == endsIfEmpty) {
                fedBack += report.fedBack();
            }
            if (report.aggregates().length > 0) {
                parts.add(Aggregates.of(report.aggregates(), loader));
            }
            if (report.accumulators().length > 0) {
                accumulators.add(report.accumulators());
            }
            due |= report.due();
            busy |= report.busy();
        }
    }

    /** What a subtask of the head reports of snapshots; empty if nothing. */
    public static byte[] reportOfHead(boolean due, boolean busy) {
        return due || busy ? Report.ofHead(due, busy).bytes() : Operator.NOTHING_TO_REPORT;
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
        Conclusion conclusion =
                new Conclusion(last, fedBack, aggregates, !last && due && !busy, List.copyOf(accumulators));
        ended = 0;
        fedBack = 0;
        parts.clear();
        accumulators.clear();
        due = false;
        busy = false;
        return conclusion;
    }
}
