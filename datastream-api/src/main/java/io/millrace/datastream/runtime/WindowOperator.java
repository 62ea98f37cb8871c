package io.millrace.datastream.runtime;

import io.millrace.dataflow.contract.Emission;
import io.millrace.dataflow.contract.KeyedStateBackend;
import io.millrace.dataflow.contract.KeyedTimers;
import io.millrace.dataflow.contract.OneInputOperator;
import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.contract.Output;
import io.millrace.dataflow.contract.SnapshotWriter;
import io.millrace.dataflow.metrics.Counter;
import io.millrace.dataflow.types.LateBoundTypeInfo;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.util.OutputTag;
import io.millrace.datastream.windowing.assigners.MergingWindowAssigner;
import io.millrace.datastream.windowing.assigners.WindowAssigner;
import io.millrace.datastream.windowing.evictors.Evictor;
import io.millrace.datastream.windowing.triggers.EventTimeTrigger;
import io.millrace.datastream.windowing.triggers.TriggerResult;
import io.millrace.datastream.windowing.windows.Window;
import io.millrace.operators.function.OperatorRuntimeContext;
import io.millrace.operators.function.OutputCollector;
import io.millrace.operators.function.RecordKeeper;
import io.millrace.operators.group.KeyByKey;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Puts the records of each key into windows and gives the windows' contents to a function when they fire.
 *
 * <h2>Algorithm</h2>
 * <ol>
 *   <li>Per record: ask the assigner for its windows. Into each one that is not too late: add the record, ask the trigger,
 *       and set a timer for the end of the window's life (its end plus the allowed lateness).
 *   <li>Windows that merge (sessions) are merged first; {@link MergingWindows} knows under which window's name the contents
 *       of a merged one are kept.
 *   <li>Where a window fires once, at its end, there is one timer for all its keys.
 *   <li>When a timer is due, one a piece: ask the trigger; at the end of its life the window is forgotten.
 *   <li>A record that was in no window and is later than its allowed lateness goes to the late output, or is counted.
 * </ol>
 * Results carry the last timestamp of their window. Memory: one value per key and window (a reduce, an aggregate), or all
 * elements, in the state backend.
 */
public final class WindowOperator<K, IN, V, OUT, W extends Window> implements OneInputOperator<IN, OUT>, KeyByKey {
    // What it was told.
    private final WindowFactory<K, IN, V, OUT, W> spec;
    private final boolean eventTime;
    private final boolean onlyWaitsForEnd;

    /** Whether a window has one timer, which is its trigger's and the end of its life. */
    private final boolean endsAsItFires;

    // What it knows.
    private long watermark = Long.MIN_VALUE;

    /** A window of which the state knows when it ends, for each key that comes. */
    private @Nullable W followed;

    // What it holds.
    @SuppressWarnings("NullAway.Init")
    private OperatorContext context;

    @SuppressWarnings("NullAway.Init")
    private Output<OUT> output;

    @SuppressWarnings("NullAway.Init")
    private KeyedStateBackend<K> state;

    @SuppressWarnings("NullAway.Init")
    private KeysAhead<IN, K> keys;

    @SuppressWarnings("NullAway.Init")
    private KeyedTimers<K, W> timers;

    @SuppressWarnings("NullAway.Init")
    private WindowStore<IN, V, W> store;

    @SuppressWarnings("NullAway.Init")
    private RecordKeeper<IN> keeper;

    @SuppressWarnings("NullAway.Init")
    private TriggerCalls<K, IN, W> trigger;

    @SuppressWarnings("NullAway.Init")
    private OutputCollector<OUT> collector;

    @SuppressWarnings("NullAway.Init")
    private Counter dropped;

    @SuppressWarnings("NullAway.Init")
    private AssignerContext assignerContext;

    @SuppressWarnings("NullAway.Init")
    private FunctionState functionState;

    private @Nullable MergingWindows<W> merging;

    public WindowOperator(WindowFactory<K, IN, V, OUT, W> spec) {
        this.spec = spec;
        this.eventTime = spec.assigner().isEventTime();
        this.onlyWaitsForEnd =
                spec.trigger() instanceof EventTimeTrigger && !(spec.assigner() instanceof MergingWindowAssigner);
        this.endsAsItFires = onlyWaitsForEnd && eventTime && spec.allowedLatenessMs() == 0;
    }

    @Override
    public void open(OperatorContext context, Output<OUT> output) throws Exception {
        this.context = context;
        this.output = output;
        TypeInformation<W> windowType = LateBoundTypeInfo.any();
        state = context.keyedState(spec.keyType());
        keys = new KeysAhead<>(spec.keys(), state);
        timers = state.timers("window-timers", windowType);
        watermark = context.restored().watermark();
        if (timers.nextProcessingTime() != Long.MAX_VALUE) {
            context.wakeAt(timers.nextProcessingTime());
        }
        keeper = new RecordKeeper<>(spec.elementType(), context);
        Evictor<IN, W> evictor = spec.evictor();
        store = evictor == null
                ? spec.contents().open(state, windowType)
                : new EvictingStore<>(spec.contents(), evictor, state, windowType, keeper, context, () -> watermark);
        trigger = new TriggerCalls<>(spec.trigger(), context, state, timers, windowType, () -> watermark);
        if (spec.assigner() instanceof MergingWindowAssigner<IN, W> assigner) {
            merging = new MergingWindows<>(assigner, state, windowType);
        }
        collector = new OutputCollector<>(output);
        dropped = context.metrics().counter("numLateRecordsDropped");
        assignerContext = new AssignerContext(context);
        boolean mayKeepWindowState = merging == null;
        WindowScope<W> scope =
                new WindowScope<>(context, state, windowType, output, mayKeepWindowState, () -> watermark);
        functionState = FunctionState.initialize(spec.body().function(), context, state);
        spec.body().open(new OperatorRuntimeContext(context, state), scope);
    }

    @Override
    public void keyStarted() {
        watermark = Long.MIN_VALUE;
        followed = null;
    }

    @Override
    public void expect(Object[] records, int from, int to) {
        keys.expect(records, from, to);
    }

    @Override
    public void process(IN record, long timestamp) throws Exception {
        Collection<W> windows = spec.assigner().assignWindows(record, timestamp, assignerContext);
        keys.select(record);
        MergingWindows<W> merger = merging;
        boolean taken = false;
        for (W window : windows) {
            if (merger != null) {
                taken |= addMerging(merger, window, record, timestamp);
            } else if (!isLate(window)) {
                // Each window has the record as its own, since reducing may change it.
                IN own = taken ? keeper.copy(record) : keeper.keep(record);
                add(window, window, own, timestamp);
                taken = true;
            }
        }
        if (!taken && isLate(timestamp)) {
            sayLate(record, timestamp);
        }
    }

    private void add(W window, W storedUnder, IN record, long timestamp) throws Exception {
        if (endsAsItFires && isFollowed(window)) {
            store.add(storedUnder, record, timestamp);
            return;
        }
        boolean begins = store.isEmpty(storedUnder);
        store.add(storedUnder, record, timestamp);
        if (!begins && onlyWaitsForEnd && window.maxTimestamp() > watermark) {
            return; // the trigger has nothing to say yet, and the timers were set with the first record
        }
        TriggerResult result = trigger.onElement(record, timestamp, window);
        act(result, window, storedUnder);
        if (!endsAsItFires) {
            registerEndOfLife(window);
        }
    }

    /** Sees to it that a timer is set for whatever key comes into the window, which is not over; false if that cannot be. */
    private boolean isFollowed(W window) {
        if (window != followed && timers.followEventTime(store.state(), window, window.maxTimestamp())) {
            followed = window;
        }
        return window == followed;
    }

    private boolean addMerging(MergingWindows<W> merger, W assigned, IN record, long timestamp) throws Exception {
        W window = merger.add(assigned, this::merged);
        if (isLate(window)) {
            merger.retire(window);
            return false;
        }
        add(window, merger.storedUnder(window), keeper.keep(record), timestamp);
        return true;
    }

    /** Windows became one: their triggers' state and timers, and their contents, follow. */
    private void merged(W result, Collection<W> windows, W storedUnder, Collection<W> storedBefore) throws Exception {
        long end = endOfLife(result);
        long now = eventTime ? watermark : context.processingTime();
        if (end <= now) {
            throw new UnsupportedOperationException("The end timestamp of a"
                    + (eventTime ? "n event-time" : " processing-time")
                    + " window cannot become earlier than the current " + (eventTime ? "watermark" : "processing time")
                    + " by merging. Current time: " + now + " window: " + result);
        }
        trigger.onMerge(result, windows);
        for (W window : windows) {
            if (!window.equals(result)) {
                trigger.clear(window);
                deleteEndOfLife(window);
            }
        }
        store.merge(storedUnder, storedBefore);
    }

    // ------------------------------------------------------------------ time

    @Override
    public Emission<OUT> onWatermark(long watermark) {
        this.watermark = Math.max(this.watermark, watermark);
        followed = null;
        return ignored -> {
            KeyedTimers.Timer<K, W> due = timers.pollEventTime(this.watermark);
            if (due == null) {
                return false;
            }
            state.setCurrentKey(due.key());
            if (isKnown(due.namespace())) {
                act(trigger.onEventTime(due.time(), due.namespace()), due.namespace(), stored(due.namespace()));
                endLife(due, eventTime);
            }
            return true;
        };
    }

    @Override
    public Emission<OUT> onTime(long now) {
        return ignored -> {
            KeyedTimers.Timer<K, W> due = timers.pollProcessingTime(now);
            if (due == null) {
                context.wakeAt(timers.nextProcessingTime());
                return false;
            }
            state.setCurrentKey(due.key());
            if (isKnown(due.namespace())) {
                act(trigger.onProcessingTime(due.time(), due.namespace()), due.namespace(), stored(due.namespace()));
                endLife(due, !eventTime);
            }
            return true;
        };
    }

    /** A timer may be left of a window that was merged into another since. */
    private boolean isKnown(W window) throws Exception {
        return merging == null || merging.contains(window);
    }

    private W stored(W window) throws Exception {
        return merging == null ? window : merging.storedUnder(window);
    }

    private void act(TriggerResult result, W window, W storedUnder) throws Exception {
        if (result.isFire()) {
            emit(window, storedUnder);
        }
        if (result.isPurge()) {
            store.clear(storedUnder);
        }
    }

    private void emit(W window, W storedUnder) throws Exception {
        Iterable<V> contents = store.read(storedUnder, window);
        if (contents != null) {
            collector.at(window.maxTimestamp());
            spec.body().apply(state.currentKey(), window, contents, collector);
            store.afterFire(storedUnder, window);
        }
    }

    private void endLife(KeyedTimers.Timer<K, W> due, boolean ownTime) throws Exception {
        W window = due.namespace();
        if (ownTime && due.time() == endOfLife(window) && isKnown(window)) {
            store.clear(stored(window));
            if (!endsAsItFires) {
                trigger.clear(window); // else its only timer is the one that was due
            }
            spec.body().clear(state.currentKey(), window);
            if (merging != null) {
                merging.retire(window);
            }
        }
    }

    // ------------------------------------------------------------------ the life of a window

    private boolean isLate(W window) {
        return eventTime && endOfLife(window) <= watermark;
    }

    private boolean isLate(long timestamp) {
        return eventTime && timestamp + spec.allowedLatenessMs() <= watermark;
    }

    private void sayLate(IN record, long timestamp) {
        OutputTag<IN> tag = spec.lateTag();
        if (tag != null) {
            output.collect(tag, record, timestamp);
        } else {
            dropped.inc();
        }
    }

    /** In milliseconds; {@link Long#MAX_VALUE} if the window never ends. */
    private long endOfLife(W window) {
        if (!eventTime) {
            return window.maxTimestamp();
        }
        long end = window.maxTimestamp() + spec.allowedLatenessMs();
        return end >= window.maxTimestamp() ? end : Long.MAX_VALUE;
    }

    private void registerEndOfLife(W window) {
        long end = endOfLife(window);
        if (end == Long.MAX_VALUE) {
            return;
        }
        if (eventTime) {
            timers.registerEventTime(window, end);
        } else {
            timers.registerProcessingTime(window, end);
            context.wakeAt(timers.nextProcessingTime());
        }
    }

    private void deleteEndOfLife(W window) {
        if (eventTime) {
            timers.deleteEventTime(window, endOfLife(window));
        } else {
            timers.deleteProcessingTime(window, endOfLife(window));
        }
    }

    @Override
    public void snapshot(SnapshotWriter writer) throws Exception {
        functionState.snapshot(writer);
    }

    @Override
    public void checkpointCompleted(long checkpointId) throws Exception {
        functionState.completed(checkpointId);
    }

    @Override
    public void checkpointAborted(long checkpointId) throws Exception {
        functionState.aborted(checkpointId);
    }

    @Override
    public void close() throws Exception {
        spec.body().close();
    }

    private static final class AssignerContext extends WindowAssigner.WindowAssignerContext {
        private final OperatorContext context;

        AssignerContext(OperatorContext context) {
            this.context = context;
        }

        @Override
        public long getCurrentProcessingTime() {
            return context.processingTime();
        }
    }
}
