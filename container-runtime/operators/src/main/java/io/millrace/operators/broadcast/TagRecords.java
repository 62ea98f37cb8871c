package io.millrace.operators.broadcast;

import io.millrace.dataflow.functions.MapFunction;
import io.millrace.dataflow.tuple.Tuple2;

/**
 * Says of each record which broadcast set it belongs to, so that all sets of an operator can share one input.
 *
 * @param set its place among the names of {@link WithBroadcastFactory}
 */
public record TagRecords<T>(int set) implements MapFunction<T, Tuple2<Integer, T>> {
    @Override
    public Tuple2<Integer, T> map(T record) {
        return new Tuple2<>(set, record);
    }
}
