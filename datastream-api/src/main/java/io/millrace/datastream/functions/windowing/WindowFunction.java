package io.millrace.datastream.functions.windowing;

import io.millrace.dataflow.functions.Function;
import io.millrace.dataflow.util.Collector;
import io.millrace.datastream.windowing.windows.Window;
import java.io.Serializable;

/** Gets the contents of a window of one key when it fires. */
@FunctionalInterface
public interface WindowFunction<IN, OUT, KEY, W extends Window> extends Function, Serializable {
    void apply(KEY key, W window, Iterable<IN> input, Collector<OUT> out) throws Exception;
}
