package io.millrace.datastream.runtime;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.contract.Emission;
import io.millrace.dataflow.contract.KeyedStateBackend;
import io.millrace.dataflow.contract.KeyedTimers;
import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.contract.Output;
import io.millrace.dataflow.contract.SnapshotWriter;
import io.millrace.dataflow.contract.TwoInputOperator;
import io.millrace.dataflow.state.MapState;
import io.millrace.dataflow.state.MapStateDescriptor;
import io.millrace.dataflow.types.ListTypeInfo;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.types.Types;
import io.millrace.dataflow.util.OutputTag;
import io.millrace.datastream.functions.co.ProcessJoinFunction;
import io.millrace.operators.function.OperatorRuntimeContext;
import io.millrace.operators.function.OutputCollector;
import io.millrace.operators.function.RichFunctions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Joins records of two keyed streams whose timestamps are near each other: {@code right - left} lies in an interval.
 *
 * <h2>Algorithm</h2>
 * <ol>
 *   <li>Keep each record under its timestamp, on its own side.
 *   <li>Pair it with those of the other side that are in its interval.
 *   <li>When event time has passed the last timestamp that could still meet it, forget it.
 * </ol>
 * State: per key and side, the records by timestamp; a timer for each of the times to forget.
 */
public final class IntervalJoinOperator<K, L, R, OUT> implements TwoInputOperator<L, R, OUT> {
    private static final Byte LEFT = 0;
    private static final Byte RIGHT = 1;

    // What it was told.
    private final IntervalJoinFactory<K, L, R, OUT> plan;

    // What it knows.
    private long watermark = Long.MIN_VALUE;

    // What it holds.
    @SuppressWarnings("NullAway.Init")
    private KeyedStateBackend<K> state;

    @SuppressWarnings("NullAway.Init")
    private KeyedTimers<K, Byte> timers;

    @SuppressWarnings("NullAway.Init")
    private MapState<Long, List<L>> lefts;

    @SuppressWarnings("NullAway.Init")
    private MapState<Long, List<R>> rights;

    @SuppressWarnings("NullAway.Init")
    private Output<OUT> output;

    @SuppressWarnings("NullAway.Init")
    private OutputCollector<OUT> collector;

    @SuppressWarnings("NullAway.Init")
    private PairContext pair;

    @SuppressWarnings("NullAway.Init")
    private FunctionState functionState;

    public IntervalJoinOperator(IntervalJoinFactory<K, L, R, OUT> plan) {
        this.plan = plan;
    }

    @Override
    public void open(OperatorContext context, Output<OUT> output) throws Exception {
        this.output = output;
        watermark = context.restored().watermark();
        state = context.keyedState(plan.keyType());
        timers = state.timers("forget", Types.BYTE);
        lefts = state.state(buffer("left-buffer", plan.leftType()));
        rights = state.state(buffer("right-buffer", plan.rightType()));
        collector = new OutputCollector<>(output);
        pair = new PairContext(plan.function());
        functionState = FunctionState.initialize(plan.function(), context, state);
        RichFunctions.open(plan.function(), new OperatorRuntimeContext(context, state), new Configuration());
    }

    private static <T> MapStateDescriptor<Long, List<T>> buffer(String name, TypeInformation<T> type) {
        return new MapStateDescriptor<>(name, Types.LONG, new ListTypeInfo<>(type));
    }

    @Override
    public void processLeft(L record, long timestamp) throws Exception {
        checkTimestamp(timestamp);
        if (timestamp <= watermark) {
            late(plan.lateLeft(), record, timestamp);
            return;
        }
        state.setCurrentKey(plan.leftKeys().getKey(record));
        keep(lefts, record, timestamp);
        for (Map.Entry<Long, List<R>> other : rights.entries()) {
            long distance = other.getKey() - timestamp;
            if (distance >= plan.lowerBound() && distance <= plan.upperBound()) {
                for (R right : other.getValue()) {
                    join(record, timestamp, right, other.getKey());
                }
            }
        }
        timers.registerEventTime(LEFT, timestamp + Math.max(0, plan.upperBound()));
    }

    @Override
    public void processRight(R record, long timestamp) throws Exception {
        checkTimestamp(timestamp);
        if (timestamp <= watermark) {
            late(plan.lateRight(), record, timestamp);
            return;
        }
        state.setCurrentKey(plan.rightKeys().getKey(record));
        keep(rights, record, timestamp);
        for (Map.Entry<Long, List<L>> other : lefts.entries()) {
            long distance = timestamp - other.getKey();
            if (distance >= plan.lowerBound() && distance <= plan.upperBound()) {
                for (L left : other.getValue()) {
                    join(left, other.getKey(), record, timestamp);
                }
            }
        }
        timers.registerEventTime(RIGHT, timestamp + Math.max(0, -plan.lowerBound()));
    }

    private static void checkTimestamp(long timestamp) {
        if (timestamp == Output.NO_TIMESTAMP) {
            throw new IllegalStateException(
                    "A record without a timestamp came to an interval join, which works in event"
                            + " time. Give the records timestamps by assignTimestampsAndWatermarks.");
        }
    }

    private <T> void late(@Nullable OutputTag<T> tag, T record, long timestamp) {
        if (tag != null) {
            output.collect(tag, record, timestamp);
        }
    }

    private static <T> void keep(MapState<Long, List<T>> side, T record, long timestamp) throws Exception {
        List<T> sameTime = side.get(timestamp);
        List<T> longer = sameTime == null ? new ArrayList<>() : sameTime;
        longer.add(record);
        side.put(timestamp, longer);
    }

    private void join(L left, long leftTimestamp, R right, long rightTimestamp) throws Exception {
        pair.leftTimestamp = leftTimestamp;
        pair.rightTimestamp = rightTimestamp;
        collector.at(pair.getTimestamp());
        plan.function().processElement(left, right, pair, collector);
    }

    @Override
    public Emission<OUT> onWatermark(long newWatermark) throws Exception {
        watermark = Math.max(watermark, newWatermark);
        for (KeyedTimers.Timer<K, Byte> due = timers.pollEventTime(watermark);
                due != null;
                due = timers.pollEventTime(watermark)) {
            state.setCurrentKey(due.key());
            if (due.namespace().equals(LEFT)) {
                lefts.remove(due.time() - Math.max(0, plan.upperBound()));
            } else {
                rights.remove(due.time() - Math.max(0, -plan.lowerBound()));
            }
        }
        return Emission.none();
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
        RichFunctions.close(plan.function());
    }

    private final class PairContext extends ProcessJoinFunction<L, R, OUT>.Context {
        private long leftTimestamp;
        private long rightTimestamp;

        PairContext(ProcessJoinFunction<L, R, OUT> function) {
            function.super();
        }

        @Override
        public long getLeftTimestamp() {
            return leftTimestamp;
        }

        @Override
        public long getRightTimestamp() {
            return rightTimestamp;
        }

        @Override
        public long getTimestamp() {
            return Math.max(leftTimestamp, rightTimestamp);
        }

        @Override
        public <X> void output(OutputTag<X> outputTag, X value) {
            output.collect(outputTag, value, getTimestamp());
        }
    }
}
