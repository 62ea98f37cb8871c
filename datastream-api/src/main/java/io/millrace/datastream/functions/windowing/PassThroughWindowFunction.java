package io.millrace.datastream.functions.windowing;

import io.millrace.dataflow.util.Collector;
import io.millrace.datastream.windowing.windows.Window;

/** Emits what a window holds. */
public class PassThroughWindowFunction<K, W extends Window, T> implements WindowFunction<T, T, K, W> {
    private static final long serialVersionUID = 1L;

    @Override
    public void apply(K key, W window, Iterable<T> input, Collector<T> out) {
        for (T value : input) {
            out.collect(value);
        }
    }
}
