package io.millrace.operators.source;

import io.millrace.dataflow.accumulators.Accumulator;
import io.millrace.dataflow.accumulators.LongCounter;
import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.operators.source.GivenSplit.Distance;

/**
 * Counts the splits that a subtask has read, in accumulators of the job: all whose place is known, and those that lay on the
 * subtask's own host. As accumulators of attempts that failed are dropped, each split counts once. Splits of local files have
 * no place, so jobs without any other have no such accumulators.
 */
final class SplitCounters {
    /** Splits read whose hosts are known. */
    static final String TOTAL = "millrace.splits.total";

    /** Of these, the ones read on one of their hosts. */
    static final String LOCAL = "millrace.splits.local";

    private final OperatorContext context;

    SplitCounters(OperatorContext context) {
        this.context = context;
    }

    void count(Distance distance) {
        if (distance != Distance.NONE) {
            counter(TOTAL).add(1L);
            counter(LOCAL).add(distance == Distance.LOCAL ? 1L : 0L);
        }
    }

    private LongCounter counter(String name) {
        Accumulator<?, ?> known = context.accumulator(name);
        if (known instanceof LongCounter counter) {
            return counter;
        }
        LongCounter counter = new LongCounter();
        context.addAccumulator(name, counter);
        return counter;
    }
}
