package io.millrace.datastream.runtime;

import io.millrace.dataflow.functions.FilterFunction;
import io.millrace.dataflow.functions.FlatMapFunction;
import io.millrace.dataflow.functions.Function;
import io.millrace.dataflow.functions.MapFunction;
import io.millrace.dataflow.functions.OpenContext;
import io.millrace.dataflow.util.Collector;
import io.millrace.datastream.functions.KeyedProcessFunction;
import java.io.Serializable;

/** A map, flatMap or filter function on a keyed stream: called record by record, with keyed state. */
public final class KeyedRecordFunction<K, IN, OUT> extends KeyedProcessFunction<K, IN, OUT> implements Wrapping {
    private static final long serialVersionUID = 1L;

    /** One call of the user's function. */
    private interface Call<IN, OUT> extends Serializable {
        void on(IN record, Collector<OUT> out) throws Exception;
    }

    private final Function function;
    private final Call<IN, OUT> call;

    private KeyedRecordFunction(Function function, Call<IN, OUT> call) {
        this.function = function;
        this.call = call;
    }

    public static <K, IN, OUT> KeyedRecordFunction<K, IN, OUT> map(MapFunction<IN, OUT> mapper) {
        return new KeyedRecordFunction<>(mapper, (record, out) -> out.collect(mapper.map(record)));
    }

    public static <K, IN, OUT> KeyedRecordFunction<K, IN, OUT> flatMap(FlatMapFunction<IN, OUT> flatMapper) {
        return new KeyedRecordFunction<>(flatMapper, flatMapper::flatMap);
    }

    public static <K, T> KeyedRecordFunction<K, T, T> filter(FilterFunction<T> filter) {
        return new KeyedRecordFunction<>(filter, (record, out) -> {
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
