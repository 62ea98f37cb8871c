package io.millrace.datastream.runtime;

import io.millrace.dataflow.functions.FilterFunction;
import io.millrace.dataflow.functions.FlatMapFunction;
import io.millrace.dataflow.functions.Function;
import io.millrace.dataflow.functions.MapFunction;
import io.millrace.dataflow.functions.OpenContext;
import io.millrace.dataflow.util.Collector;
import io.millrace.datastream.functions.ProcessFunction;
import java.io.Serializable;

/** A map, flatMap or filter function that keeps state of its own for checkpoints, as a process function. */
public final class RecordFunction<IN, OUT> extends ProcessFunction<IN, OUT> implements Wrapping {
    private static final long serialVersionUID = 1L;

    /** One call of the user's function. */
    private interface Call<IN, OUT> extends Serializable {
        void on(IN record, Collector<OUT> out) throws Exception;
    }

    private final Function function;
    private final Call<IN, OUT> call;

    private RecordFunction(Function function, Call<IN, OUT> call) {
        this.function = function;
        this.call = call;
    }

    /** Whether a function takes part in checkpoints by itself; all others run without this detour. */
    public static boolean isNeededFor(Function function) {
        return FunctionState.isStateful(function);
    }

    public static <IN, OUT> RecordFunction<IN, OUT> map(MapFunction<IN, OUT> mapper) {
        return new RecordFunction<>(mapper, (record, out) -> out.collect(mapper.map(record)));
    }

    public static <IN, OUT> RecordFunction<IN, OUT> flatMap(FlatMapFunction<IN, OUT> flatMapper) {
        return new RecordFunction<>(flatMapper, flatMapper::flatMap);
    }

    public static <T> RecordFunction<T, T> filter(FilterFunction<T> filter) {
        return new RecordFunction<>(filter, (record, out) -> {
            if (filter.filter(record)) {
                out.collect(record);
            }
        });
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
    public void processElement(IN value, Context ctx, Collector<OUT> out) throws Exception {
        call.on(value, out);
    }

    @Override
    public void close() throws Exception {
        Delegating.close(function);
    }
}
