package io.millrace.datastream.functions.windowing;

import io.millrace.dataflow.functions.Function;
import io.millrace.dataflow.util.Collector;
import io.millrace.datastream.windowing.windows.Window;
import java.io.Serializable;

/** Gets the contents of a window of a stream without keys when it fires. */
@FunctionalInterface
public interface AllWindowFunction<IN, OUT, W extends Window> extends Function, Serializable {
    void apply(W window, Iterable<IN> values, Collector<OUT> out) throws Exception;
}
