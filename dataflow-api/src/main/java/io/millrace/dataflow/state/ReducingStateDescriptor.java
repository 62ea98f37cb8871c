package io.millrace.dataflow.state;

import io.millrace.dataflow.functions.ReduceFunction;
import io.millrace.dataflow.functions.RichFunction;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.typeutils.TypeSerializer;
import java.util.Objects;

/** Names a {@link ReducingState} and its function. */
public class ReducingStateDescriptor<T> extends StateDescriptor<ReducingState<T>, T> {
    private static final long serialVersionUID = 1L;

    private final ReduceFunction<T> reduceFunction;

    public ReducingStateDescriptor(String name, ReduceFunction<T> reduceFunction, Class<T> typeClass) {
        super(name, typeClass);
        this.reduceFunction = notRich(name, reduceFunction);
    }

    public ReducingStateDescriptor(String name, ReduceFunction<T> reduceFunction, TypeInformation<T> typeInfo) {
        super(name, typeInfo);
        this.reduceFunction = notRich(name, reduceFunction);
    }

    public ReducingStateDescriptor(String name, ReduceFunction<T> reduceFunction, TypeSerializer<T> typeSerializer) {
        super(name, typeSerializer);
        this.reduceFunction = notRich(name, reduceFunction);
    }

    public ReduceFunction<T> getReduceFunction() {
        return reduceFunction;
    }

    @Override
    public Type getType() {
        return Type.REDUCING;
    }

    private static <T> ReduceFunction<T> notRich(String name, ReduceFunction<T> function) {
        if (function instanceof RichFunction) {
            throw new UnsupportedOperationException("The ReduceFunction of state '" + name
                    + "' can not be a RichFunction: it is called without being opened.");
        }
        return Objects.requireNonNull(function, "reduceFunction");
    }
}
