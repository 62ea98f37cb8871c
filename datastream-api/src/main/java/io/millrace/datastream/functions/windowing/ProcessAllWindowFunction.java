package io.millrace.datastream.functions.windowing;

import io.millrace.dataflow.functions.AbstractRichFunction;
import io.millrace.dataflow.state.KeyedStateStore;
import io.millrace.dataflow.util.Collector;
import io.millrace.dataflow.util.OutputTag;
import io.millrace.datastream.windowing.windows.Window;

/** Gets the contents of a window of a stream without keys when it fires, with times, state and side outputs. */
public abstract class ProcessAllWindowFunction<IN, OUT, W extends Window> extends AbstractRichFunction {
    private static final long serialVersionUID = 1L;

    /** The window fires; see {@link ProcessWindowFunction#process}. */
    public abstract void process(Context context, Iterable<IN> elements, Collector<OUT> out) throws Exception;

    /** The window ends for good: delete what {@link Context#windowState} holds for it. */
    public void clear(Context context) throws Exception {}

    /** What a call may ask for. */
    public abstract class Context {
        public abstract W window();

        /** State of this window; delete it in {@link #clear}. Not for merging windows. */
        public abstract KeyedStateStore windowState();

        /** State for all windows. */
        public abstract KeyedStateStore globalState();

        /** Emits to a side output, with the timestamp of the window's results. */
        public abstract <X> void output(OutputTag<X> outputTag, X value);
    }
}
