package io.millrace.datastream.functions.co;

import io.millrace.dataflow.functions.AbstractRichFunction;
import io.millrace.dataflow.state.BroadcastState;
import io.millrace.dataflow.state.MapStateDescriptor;
import io.millrace.dataflow.state.ReadOnlyBroadcastState;
import io.millrace.dataflow.util.OutputTag;
import org.jspecify.annotations.Nullable;

/** What both kinds of broadcast process functions have. */
public abstract class BaseBroadcastProcessFunction extends AbstractRichFunction {
    private static final long serialVersionUID = 1L;

    /** What every call may ask for. */
    abstract class BaseContext {
        /** Event time of the record, or of the timer, in milliseconds; null if the record has none. */
        public abstract @Nullable Long timestamp();

        /** Emits to a side output, with the timestamp of the record or timer. */
        public abstract <X> void output(OutputTag<X> outputTag, X value);

        public abstract long currentProcessingTime();

        public abstract long currentWatermark();
    }

    /** What a broadcast record's call may ask for besides. */
    public abstract class Context extends BaseContext {
        /** @throws IllegalArgumentException if the state was not named when the stream was broadcast */
        public abstract <K, V> BroadcastState<K, V> getBroadcastState(MapStateDescriptor<K, V> stateDescriptor);
    }

    /** What any other call may ask for besides. */
    public abstract class ReadOnlyContext extends BaseContext {
        /** @throws IllegalArgumentException if the state was not named when the stream was broadcast */
        public abstract <K, V> ReadOnlyBroadcastState<K, V> getBroadcastState(MapStateDescriptor<K, V> stateDescriptor);
    }
}
