package io.millrace.datastream.windowing.assigners;

import io.millrace.dataflow.ExecutionConfig;
import io.millrace.dataflow.typeutils.TypeSerializer;
import io.millrace.datastream.StreamExecutionEnvironment;
import io.millrace.datastream.windowing.triggers.Trigger;
import io.millrace.datastream.windowing.windows.Window;
import java.io.Serializable;
import java.util.Collection;

/** Puts each element into zero or more windows. */
public abstract class WindowAssigner<T, W extends Window> implements Serializable {
    private static final long serialVersionUID = 1L;

    /** @param timestamp event time of the element in milliseconds, {@link Long#MIN_VALUE} if it has none */
    public abstract Collection<W> assignWindows(T element, long timestamp, WindowAssignerContext context);

    /** The trigger of windows for which the program names none. Override this one, or the older form of it. */
    public Trigger<T, W> getDefaultTrigger() {
        return getDefaultTrigger(new StreamExecutionEnvironment());
    }

    /**
     * The older form of {@link #getDefaultTrigger()}.
     *
     * @param env of no use
     */
    @Deprecated
    @SuppressWarnings("unused")
    public Trigger<T, W> getDefaultTrigger(StreamExecutionEnvironment env) {
        throw new UnsupportedOperationException(
                getClass().getName() + " has no default trigger: override getDefaultTrigger().");
    }

    /** Writes windows into snapshots. */
    public abstract TypeSerializer<W> getWindowSerializer(ExecutionConfig executionConfig);

    /** True if elements are put into windows by their timestamps. */
    public abstract boolean isEventTime();

    /** What an assigner may ask for. */
    public abstract static class WindowAssignerContext {
        /** Milliseconds since the epoch. */
        public abstract long getCurrentProcessingTime();
    }
}
