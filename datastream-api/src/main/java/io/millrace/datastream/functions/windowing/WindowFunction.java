package io.millrace.datastream.functions.windowing;

/** Gets the contents of a window of one key when it fires. */
@FunctionalInterface
public interface WindowFunction<IN, OUT, KEY, W extends Window> extends Function, Serializable {
    void apply(KEY key, W window, Iterable<IN> input, Collector<OUT> out) throws Exception;
}
