package io.millrace.datastream.runtime;

import io.millrace.dataflow.contract.Operator;
import io.millrace.dataflow.contract.OperatorFactory;
import io.millrace.dataflow.functions.KeySelector;
import io.millrace.dataflow.state.MapStateDescriptor;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.datastream.functions.co.KeyedBroadcastProcessFunction;
import java.util.List;

/**
 * Makes a {@link KeyedBroadcastProcessOperator}; its right input stands behind a broadcast exchange.
 *
 * @param broadcastFirst whether all of the right input is read before the left one, as in batch mode
 */
public record KeyedBroadcastProcessFactory<K, IN1, IN2, OUT>(
        KeyedBroadcastProcessFunction<K, IN1, IN2, OUT> function,
        KeySelector<IN1, K> keys,
        TypeInformation<K> keyType,
        List<MapStateDescriptor<?, ?>> descriptors,
        boolean broadcastFirst)
        implements OperatorFactory {
    private static final long serialVersionUID = 1L;

    @Override
    public Operator create() {
        return new KeyedBroadcastProcessOperator<>(this);
    }
}
