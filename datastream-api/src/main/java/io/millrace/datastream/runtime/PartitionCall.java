package io.millrace.datastream.runtime;

import io.millrace.dataflow.functions.AbstractRichFunction;
import io.millrace.dataflow.functions.Function;
import io.millrace.dataflow.functions.MapPartitionFunction;
import io.millrace.dataflow.functions.OpenContext;
import io.millrace.dataflow.util.Collector;
import io.millrace.datastream.functions.windowing.WindowFunction;
import io.millrace.datastream.windowing.windows.GlobalWindow;

/** Calls a function with all records of a key. */
public final class PartitionCall<K, IN, OUT> extends AbstractRichFunction
        implements WindowFunction<IN, OUT, K, GlobalWindow>, Wrapping {
    private static final long serialVersionUID = 1L;

    private final MapPartitionFunction<IN, OUT> function;

    public PartitionCall(MapPartitionFunction<IN, OUT> function) {
        this.function = function;
    }

    @Override
    public Function wrapped() {
        return function;
    }

    @Override
    public void open(OpenContext openContext) throws Exception {
        Delegating.open(function, getRuntimeContext(), openContext);
    }

    @Override
    public void apply(K key, GlobalWindow window, Iterable<IN> input, Collector<OUT> out) throws Exception {
        function.mapPartition(input, out);
    }

    @Override
    public void close() throws Exception {
        Delegating.close(function);
    }
}
