package io.millrace.datastream.runtime;

import io.millrace.dataflow.contract.Operator;
import io.millrace.dataflow.contract.OperatorFactory;
import io.millrace.dataflow.functions.KeySelector;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.util.OutputTag;
import io.millrace.datastream.windowing.assigners.WindowAssigner;
import io.millrace.datastream.windowing.evictors.Evictor;
import io.millrace.datastream.windowing.triggers.Trigger;
import io.millrace.datastream.windowing.windows.Window;
import org.jspecify.annotations.Nullable;

/**
 * Makes a {@link WindowOperator}; stands behind a hash exchange by the same key.
 *
 * @param allowedLatenessMs how long after its end, in event time, a window still takes elements
 * @param lateTag where elements that come too late go; null to drop them
 * @param contents how a window's elements are kept
 * @param body what is made of them when the window fires
 */
public record WindowFactory<K, IN, V, OUT, W extends Window>(
        KeySelector<IN, K> keys,
        TypeInformation<K> keyType,
        TypeInformation<IN> elementType,
        WindowAssigner<IN, W> assigner,
        Trigger<IN, W> trigger,
        @Nullable Evictor<IN, W> evictor,
        long allowedLatenessMs,
        @Nullable OutputTag<IN> lateTag,
        WindowContents<IN, V> contents,
        WindowBody<K, V, OUT, W> body)
        implements OperatorFactory {
    private static final long serialVersionUID = 1L;

    @Override
    public Operator create() {
        return new WindowOperator<>(this);
    }
}
