package io.millrace.iterations.step;

import io.millrace.dataflow.contract.OneInputOperator;
import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.contract.Output;
import io.millrace.iterations.superstep.RunningSuperstep;
import java.util.List;

/** The end of a loop's step: passes the records on to the head of the loop and reports how many they were. */
public final class TailOperator<T> implements OneInputOperator<T, T> {
    private final TailFactory plan;
    private long fedBack;

    @SuppressWarnings("NullAway.Init")
    private Output<T> output;

    @SuppressWarnings("NullAway.Init")
    private RunningSuperstep superstep;

    public TailOperator(TailFactory plan) {
        this.plan = plan;
    }

    @Override
    public void open(OperatorContext context, Output<T> to) {
        output = to;
        superstep = new RunningSuperstep(List.of(), context.userClassLoader());
    }

    @Override
    public void process(T record, long timestamp) {
        fedBack++;
        if (!plan.counts()) {
            output.collect(record, timestamp);
        }
    }

    @Override
    public byte[] endSuperstep() throws Exception {
        byte[] report = superstep.report(fedBack, NOTHING_TO_REPORT);
        fedBack = 0;
        return report;
    }
}
