package io.millrace.datastream.runtime;

import io.millrace.dataflow.contract.Operator;
import io.millrace.dataflow.contract.OperatorFactory;
import io.millrace.dataflow.state.MapStateDescriptor;
import io.millrace.datastream.functions.co.BroadcastProcessFunction;
import java.util.List;

/**
 * Makes a {@link BroadcastProcessOperator}; its right input stands behind a broadcast exchange.
 *
 * @param broadcastFirst whether all of the right input is read before the left one, as in batch mode
 */
public record BroadcastProcessFactory<IN1, IN2, OUT>(
        BroadcastProcessFunction<IN1, IN2, OUT> function,

        List<MapStateDescriptor<?, ?>> descriptors,
        boolean broadcastFirst)
        implements OperatorFactory {
    private static final long serialVersionUID = 1L;

    @Override
    public Operator create() {
        return new BroadcastProcessOperator<>(this);
    }
}
