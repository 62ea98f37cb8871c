package io.millrace.datastream.runtime;

import io.millrace.dataflow.contract.KeyedStateBackend;
import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.metrics.MetricGroup;
import io.millrace.dataflow.state.ListState;
import io.millrace.dataflow.state.ListStateDescriptor;
import io.millrace.dataflow.types.LateBoundTypeInfo;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.datastream.windowing.evictors.Evictor;
import io.millrace.datastream.windowing.evictors.TimestampedValue;
import io.millrace.datastream.windowing.windows.Window;
import io.millrace.operators.function.RecordKeeper;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Windows that keep all their elements with timestamps, and let an evictor take some out when they fire. */
public final class EvictingStore<IN, V, W extends Window> implements WindowStore<IN, V, W>, Evictor.EvictorContext {
    private final WindowContents<IN, V> contents;
    private final Evictor<IN, W> evictor;
    private final RecordKeeper<IN> keeper;
    private final KeyedStateBackend.NamespacedState<W, ListState<TimestampedValue<IN>>> state;
    private final OperatorContext context;
    private final LongSupplier watermark;
    private List<TimestampedValue<IN>> firing = List.of();

    public EvictingStore(
            WindowContents<IN, V> contents,
            Evictor<IN, W> evictor,
            KeyedStateBackend<?> state,
            TypeInformation<W> windowType,
            RecordKeeper<IN> keeper,
            OperatorContext context,
            LongSupplier watermark) {
        this.contents = contents;
        this.evictor = evictor;
        this.keeper = keeper;
        TypeInformation<TimestampedValue<IN>> elementType = LateBoundTypeInfo.boundedBy(TimestampedValue.class);
        this.state = state.state(windowType, new ListStateDescriptor<>(WindowContents.STATE_NAME, elementType));
        this.context = context;
        this.watermark = watermark;
    }

    @Override
    public KeyedStateBackend.NamespacedState<W, ListState<TimestampedValue<IN>>> state() {
        return state;
    }

    @Override
    public boolean isEmpty(W place) {
        return state.isEmpty(place);
    }

    @Override
    public void add(W place, IN record, long timestamp) throws Exception {
        state.in(place).add(new TimestampedValue<>(record, timestamp));
    }

    @Override
    public @Nullable Iterable<V> read(W place, W window) throws Exception {
        List<TimestampedValue<IN>> elements = new ArrayList<>();
        state.in(place).get().forEach(elements::add);
        if (elements.isEmpty()) {
            return null;
        }
        evictor.evictBefore(elements, elements.size(), window, this);
        firing = elements;
        List<IN> values = new ArrayList<>();
        for (TimestampedValue<IN> element : elements) {
            // A reduction may change its first argument, which must stay in the window as it came.
            values.add(values.isEmpty() ? keeper.copy(element.getValue()) : element.getValue());
        }
        return contents.of(values);
    }

    @Override
    public void afterFire(W place, W window) throws Exception {
        evictor.evictAfter(firing, firing.size(), window, this);
        state.in(place).update(firing);
        firing = List.of();
    }

    @Override
    public void clear(W place) {
        state.in(place).clear();
    }

    @Override
    public void merge(W target, Collection<W> sources) throws Exception {
        state.merge(target, sources);
    }

    @Override
    public long getCurrentProcessingTime() {
        return context.processingTime();
    }

    @Override
    public MetricGroup getMetricGroup() {
        return context.metrics();
    }

    @Override
    public long getCurrentWatermark() {
        return watermark.getAsLong();
    }
}
