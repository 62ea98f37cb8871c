package io.millrace.datastream.runtime;

import io.millrace.dataflow.contract.Emission;
import io.millrace.dataflow.contract.OneInputOperator;
import io.millrace.dataflow.contract.Operator;
import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.contract.OperatorFactory;
import io.millrace.dataflow.contract.Output;

/**
 * Runs an operator that puts everything out at the end of its input, and lets the last watermark follow its records instead
 * of overtaking them: to those after it they would all be late.
 */
public final class LastWatermarkAtEnd<IN, OUT> implements OneInputOperator<IN, OUT> {
    private final OneInputOperator<IN, OUT> wrapped;

    public LastWatermarkAtEnd(OneInputOperator<IN, OUT> wrapped) {
        this.wrapped = wrapped;
    }

    /** Makes one around what another factory makes. */
    public record Factory(OperatorFactory wrapped) implements OperatorFactory {
        private static final long serialVersionUID = 1L;

        @Override
        @SuppressWarnings("unchecked")
        public Operator create() {
            return new LastWatermarkAtEnd<>((OneInputOperator<Object, Object>) wrapped.create());
        }

        @Override
        public boolean blocks() {
            return wrapped.blocks();
        }
    }

    @Override
    public void open(OperatorContext context, Output<OUT> output) throws Exception {
        wrapped.open(context, output);
    }

    @Override
    public boolean forwardsWatermarks() {
        return false;
    }

    @Override
    public void process(IN record, long timestamp) throws Exception {
        wrapped.process(record, timestamp);
    }

    @Override
    public Emission<OUT> onWatermark(long watermark) throws Exception {
        return wrapped.onWatermark(watermark);
    }

    @Override
    public Emission<OUT> onTime(long now) throws Exception {
        return wrapped.onTime(now);
    }

    @Override
    public Emission<OUT> endInput() throws Exception {
        Emission<OUT> results = wrapped.endInput();
        return output -> {
            if (results != Emission.<OUT>none() && results.next(output)) {
                return true;
            }
            output.emitWatermark(Long.MAX_VALUE);
            return false;
        };
    }

    @Override
    public void told(byte[] message) throws Exception {
        wrapped.told(message);
    }

    @Override
    public void close() throws Exception {
        wrapped.close();
    }
}
