package io.millrace.datastream.functions.windowing;

import io.millrace.dataflow.functions.AbstractRichFunction;
import io.millrace.dataflow.state.KeyedStateStore;
import io.millrace.dataflow.util.Collector;
import io.millrace.dataflow.util.OutputTag;
import io.millrace.datastream.windowing.windows.Window;
import java.io.Serializable;

/** Gets the contents of a window of one key when it fires, with times, state and side outputs. */
public abstract class ProcessWindowFunction<IN, OUT, KEY, W extends Window> extends AbstractRichFunction {
    private static final long serialVersionUID = 1L;

    /**
     * The window fires.
     *
     * @param elements all elements, or the one result of the incremental aggregation; valid during this call only
     */
    public abstract void process(KEY key, Context context, Iterable<IN> elements, Collector<OUT> out) throws Exception;

    /** The window ends for good: delete what {@link Context#windowState} holds for it. */
    public void clear(Context context) throws Exception {}

    /** What a call may ask for. */
    public abstract class Context implements Serializable {
        private static final long serialVersionUID = 1L;

        public abstract W window();

        /** Milliseconds since the epoch. */
        public abstract long currentProcessingTime();

        /** Event time in milliseconds. */
        public abstract long currentWatermark();

        /** State of this key and window; delete it in {@link #clear}. Not for merging windows. */
        public abstract KeyedStateStore windowState();

        /** State of this key, for all its windows. */
        public abstract KeyedStateStore globalState();

        /** Emits to a side output, with the timestamp of the window's results. */
        public abstract <X> void output(OutputTag<X> outputTag, X value);
    }
}
