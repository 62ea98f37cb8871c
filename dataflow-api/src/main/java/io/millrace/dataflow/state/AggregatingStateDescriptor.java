package io.millrace.dataflow.state;

import io.millrace.dataflow.functions.AggregateFunction;
import io.millrace.dataflow.functions.RichFunction;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.typeutils.TypeSerializer;
import java.util.Objects;

/** Names an {@link AggregatingState} and its function; the type is that of the accumulator. */
public class AggregatingStateDescriptor<IN, ACC, OUT> extends StateDescriptor<AggregatingState<IN, OUT>, ACC> {
    private static final long serialVersionUID = 1L;

    private final AggregateFunction<IN, ACC, OUT> aggFunction;

    public AggregatingStateDescriptor(String name, AggregateFunction<IN, ACC, OUT> aggFunction, Class<ACC> stateType) {
        super(name, stateType);
        this.aggFunction = notRich(name, aggFunction);
    }

    public AggregatingStateDescriptor(
            String name, AggregateFunction<IN, ACC, OUT> aggFunction, TypeInformation<ACC> stateType) {
        super(name, stateType);
        this.aggFunction = notRich(name, aggFunction);
    }

    public AggregatingStateDescriptor(
            String name, AggregateFunction<IN, ACC, OUT> aggFunction, TypeSerializer<ACC> typeSerializer) {
        super(name, typeSerializer);
        this.aggFunction = notRich(name, aggFunction);
    }

    public AggregateFunction<IN, ACC, OUT> getAggregateFunction() {
        return aggFunction;
    }

    @Override
    public Type getType() {
        return Type.AGGREGATING;
    }

    private static <F> F notRich(String name, F function) {
        if (function instanceof RichFunction) {
            throw new UnsupportedOperationException("The AggregateFunction of state '" + name
                    + "' can not be a RichFunction: it is called without being opened.");
        }
        return Objects.requireNonNull(function, "aggFunction");
    }
}
