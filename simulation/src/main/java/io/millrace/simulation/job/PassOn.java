package io.millrace.simulation.job;

import io.millrace.dataflow.contract.Emission;
import io.millrace.dataflow.contract.OneInputOperator;
import io.millrace.dataflow.contract.Operator;
import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.contract.OperatorFactory;
import io.millrace.dataflow.contract.Output;
import io.millrace.dataflow.tuple.Tuple2;
import java.util.ArrayDeque;
import java.util.Deque;

/** Passes records on: some at once, the others slowly at the end of its input. May stumble in its first attempt. */
final class PassOn implements OneInputOperator<Tuple2<String, Long>, Tuple2<String, Long>> {
    /**
     * @param keptMax so many records are kept for the end
     * @param stumblesAt the first attempt of subtask 0 throws at its so manieth record; 0 for never
     */
    record Factory(int keptMax, int stumblesAt) implements OperatorFactory {
        @Override
        public Operator create() {
            return new PassOn(keptMax, stumblesAt);
        }
    }

    private final int keptMax;
    private final int stumblesAt;
    private final Deque<Tuple2<String, Long>> kept = new ArrayDeque<>();
    private Output<Tuple2<String, Long>> output;
    private boolean isFirst;
    private int seen;

    @SuppressWarnings("NullAway.Init") // open comes first.
    private PassOn(int keptMax, int stumblesAt) {
        this.keptMax = keptMax;
        this.stumblesAt = stumblesAt;
    }

    @Override
    public void open(OperatorContext context, Output<Tuple2<String, Long>> given) {
        output = given;
        isFirst = context.task().getAttemptNumber() == 0 && context.task().getIndexOfThisSubtask() == 0;
    }

    @Override
    public void process(Tuple2<String, Long> record, long timestamp) {
        if (isFirst && ++seen == stumblesAt) {
            throw new IllegalStateException("stumbled over record " + seen);
        }
        if (kept.size() < keptMax) {
            kept.add(record);
        } else {
            output.collect(record, Output.NO_TIMESTAMP);
        }
    }

    @Override
    public Emission<Tuple2<String, Long>> endInput() {
        return to -> {
            if (!kept.isEmpty()) {
                to.collect(kept.remove(), Output.NO_TIMESTAMP);
            }
            return !kept.isEmpty();
        };
    }
}
