package io.millrace.iterations.step;

import io.millrace.dataflow.contract.Operator;
import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.contract.OperatorFactory;
import io.millrace.dataflow.contract.Output;
import io.millrace.dataflow.contract.TwoInputOperator;

/** Makes an operator that passes the left input on and drops the right: constant records, once in each superstep of the right. */
public record AgainFactory() implements OperatorFactory {
    private static final long serialVersionUID = 1L;

    @Override
    public Operator create() {
        return new LeftOnly();
    }

    private static final class LeftOnly implements TwoInputOperator<Object, Object, Object> {
        @SuppressWarnings("NullAway.Init")
        private Output<Object> output;

        @Override
        public void open(OperatorContext context, Output<Object> to) {
            output = to;
        }

        @Override
        public void processLeft(Object record, long timestamp) {
            output.collect(record, timestamp);
        }

        @Override
        public void processRight(Object record, long timestamp) {}
    }

    @Override
    public int memoryWeight() {
        return 0;
    }
}
