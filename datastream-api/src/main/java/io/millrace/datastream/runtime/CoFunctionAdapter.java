package io.millrace.datastream.runtime;

import io.millrace.dataflow.functions.Function;
import io.millrace.dataflow.functions.OpenContext;
import io.millrace.dataflow.util.Collector;
import io.millrace.datastream.functions.co.CoFlatMapFunction;
import io.millrace.datastream.functions.co.CoMapFunction;
import io.millrace.datastream.functions.co.CoProcessFunction;
import java.io.Serializable;

/** A CoMap or CoFlatMap function as a co-process function. */
public final class CoFunctionAdapter<L, R, OUT> extends CoProcessFunction<L, R, OUT> implements Wrapping {
    private static final long serialVersionUID = 1L;

    /** One call of the user's function. */
    private interface Call<IN, OUT> extends Serializable {
        void on(IN record, Collector<OUT> out) throws Exception;
    }

    private final Function function;
    private final Call<L, OUT> left;
    private final Call<R, OUT> right;

    private CoFunctionAdapter(Function function, Call<L, OUT> left, Call<R, OUT> right) {
        this.function = function;
        this.left = left;
        this.right = right;
    }

    public static <L, R, OUT> CoFunctionAdapter<L, R, OUT> map(CoMapFunction<L, R, OUT> mapper) {
        return new CoFunctionAdapter<>(
                mapper,
                (record, out) -> out.collect(mapper.map1(record)),
                (record, out) -> out.collect(mapper.map2(record)));
    }

    public static <L, R, OUT> CoFunctionAdapter<L, R, OUT> flatMap(CoFlatMapFunction<L, R, OUT> flatMapper) {
        return new CoFunctionAdapter<>(flatMapper, flatMapper::flatMap1, flatMapper::flatMap2);
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
    public void processElement1(L value, Context ctx, Collector<OUT> out) throws Exception {
        left.on(value, out);
    }

    @Override
    public void processElement2(R value, Context ctx, Collector<OUT> out) throws Exception {
        right.on(value, out);
    }

    @Override
    public void close() throws Exception {
        Delegating.close(function);
    }
}
