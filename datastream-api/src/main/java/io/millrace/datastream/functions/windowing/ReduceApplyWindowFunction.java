package io.millrace.datastream.functions.windowing;

import io.millrace.dataflow.functions.OpenContext;
import io.millrace.dataflow.functions.ReduceFunction;
import io.millrace.dataflow.functions.RichFunction;
import io.millrace.dataflow.functions.RuntimeContext;
import io.millrace.dataflow.util.Collector;
import io.millrace.datastream.windowing.windows.Window;
import java.util.Iterator;
import java.util.List;

/** Gives a window function what a window's records reduce to. */
public class ReduceApplyWindowFunction<K, W extends Window, T, R> extends RichWindowFunction<T, R, K, W> {
    private static final long serialVersionUID = 1L;

    private final ReduceFunction<T> reduceFunction;
    private final WindowFunction<T, R, K, W> windowFunction;

    public ReduceApplyWindowFunction(ReduceFunction<T> reduceFunction, WindowFunction<T, R, K, W> windowFunction) {
        this.reduceFunction = reduceFunction;
        this.windowFunction = windowFunction;
    }

    @Override
    public void setRuntimeContext(RuntimeContext context) {
        super.setRuntimeContext(context);
        if (windowFunction instanceof RichFunction rich) {
            rich.setRuntimeContext(context);
        }
    }

    @Override
    public void open(OpenContext openContext) throws Exception {
        if (windowFunction instanceof RichFunction rich) {
            rich.open(openContext);
        }
    }

    @Override
    public void close() throws Exception {
        if (windowFunction instanceof RichFunction rich) {
            rich.close();
        }
    }

    @Override
    public void apply(K key, W window, Iterable<T> input, Collector<R> out) throws Exception {
        Iterator<T> records = input.iterator();
        if (records.hasNext()) {
            T reduced = records.next();
            while (records.hasNext()) {
                reduced = reduceFunction.reduce(reduced, records.next());
            }
            windowFunction.apply(key, window, List.of(reduced), out);
        }
    }
}
