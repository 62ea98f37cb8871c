package io.millrace.datastream;

import io.millrace.dataflow.functions.KeySelector;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.util.OutputTag;
import io.millrace.datastream.runtime.WindowBody;
import io.millrace.datastream.runtime.WindowContents;
import io.millrace.datastream.runtime.WindowFactory;
import io.millrace.datastream.windowing.assigners.MergingWindowAssigner;
import io.millrace.datastream.windowing.assigners.WindowAssigner;
import io.millrace.datastream.windowing.evictors.Evictor;
import io.millrace.datastream.windowing.triggers.Trigger;
import io.millrace.datastream.windowing.windows.Window;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a program has said about its windows so far. */
final class WindowSpec<T, W extends Window> {
    private final WindowAssigner<? super T, W> assigner;
    private Trigger<? super T, ? super W> trigger;
    private @Nullable Evictor<? super T, ? super W> evictor;
    private Duration allowedLateness = Duration.ZERO;
    private @Nullable OutputTag<T> lateTag;

    WindowSpec(WindowAssigner<? super T, W> assigner) {
        this.assigner = assigner;
        this.trigger = assigner.getDefaultTrigger();
    }

    void setTrigger(Trigger<? super T, ? super W> trigger) {
        if (assigner instanceof MergingWindowAssigner && !trigger.canMerge()) {
            throw new UnsupportedOperationException(
                    "A merging window assigner cannot be used with a trigger that does not support merging: "
                            + trigger);
        }
        this.trigger = trigger;
    }

    void setEvictor(Evictor<? super T, ? super W> evictor) {
        this.evictor = evictor;
    }

    void setAllowedLateness(Duration lateness) {
        if (lateness.isNegative()) {
            throw new IllegalArgumentException("The allowed lateness cannot be negative, but is " + lateness);
        }
        this.allowedLateness = lateness;
    }

    void setLateTag(OutputTag<T> tag) {
        this.lateTag = tag;
    }

    String operatorName() {
        return assigner.getClass().getSimpleName();
    }

    @SuppressWarnings("unchecked")
    <K, V, R> WindowFactory<K, T, V, R, W> factory(
            WindowContents<T, V> contents,
            WindowBody<K, V, R, W> body,
            KeySelector<T, K> keySelector,
            TypeInformation<K> keyType,
            TypeInformation<T> elementType) {
        return new WindowFactory<>(
                keySelector,
                keyType,
                elementType,
                (WindowAssigner<T, W>) assigner,
                (Trigger<T, W>) trigger,
                (Evictor<T, W>) evictor,
                allowedLateness.toMillis(),
                lateTag,
                contents,
                body);
    }
}
