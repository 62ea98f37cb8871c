package io.millrace.datastream.runtime;

import io.millrace.dataflow.ExecutionConfig;
import io.millrace.dataflow.JobID;
import io.millrace.dataflow.JobInfo;
import io.millrace.dataflow.JobInfoImpl;
import io.millrace.dataflow.TaskInfo;
import io.millrace.dataflow.TaskInfoImpl;
import io.millrace.dataflow.accumulators.Accumulator;
import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.config.ReadableConfig;
import io.millrace.dataflow.contract.Emission;
import io.millrace.dataflow.contract.KeyedStateBackend;
import io.millrace.dataflow.contract.KeyedStateInput;
import io.millrace.dataflow.contract.MemoryExhaustedException;
import io.millrace.dataflow.contract.OneInputOperator;
import io.millrace.dataflow.contract.Operator;
import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.contract.OperatorFactory;
import io.millrace.dataflow.contract.Output;
import io.millrace.dataflow.contract.Pages;
import io.millrace.dataflow.contract.RestoreReader;
import io.millrace.dataflow.contract.SnapshotWriter;
import io.millrace.dataflow.contract.SourceOperator;
import io.millrace.dataflow.contract.SpillFiles;
import io.millrace.dataflow.contract.TwoInputOperator;
import io.millrace.dataflow.metrics.groups.OperatorMetricGroup;
import io.millrace.dataflow.metrics.groups.UnregisteredMetricsGroup;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.util.InstantiationUtil;
import io.millrace.dataflow.util.OutputTag;
import io.millrace.state.heap.HeapStateBackend;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Runs one operator as a task would: opens it, pulls what it releases, wakes it when its time has come. Its clock stands
 * still unless the test moves it. Emissions are pulled to their end at once.
 */
final class OperatorHarness<OUT> implements AutoCloseable {
    /** What an operator kept for a checkpoint, and the time of the clock then. */
    record Saved(Map<String, List<byte[]>> lists, Map<Integer, byte[]> keyed, long now, long watermark)
            implements RestoreReader {
        @Override
        public boolean isRestored() {
            return true;
        }

        @Override
        public long checkpointId() {
            return 7;
        }

        @Override
        public Set<String> names() {
            return lists.keySet();
        }

        @Override
        public List<byte[]> list(String name) {
            return lists.getOrDefault(name, List.of());
        }
    }

    /** A record that came out. */
    record Out<T>(T value, long timestamp) {}

    private final Operator operator;
    private final List<Out<OUT>> main = new ArrayList<>();
    private final List<String> trace = new ArrayList<>();
    private final Map<String, List<Out<Object>>> sides = new LinkedHashMap<>();
    private final Map<String, List<?>> broadcastVariables = new LinkedHashMap<>();
    private final List<Long> watermarks = new ArrayList<>();
    private final List<byte[]> toCoordinator = new ArrayList<>();
    private final Context context = new Context();
    private final ExecutionConfig config;
    private long now;
    private long watermark;
    private long wakeAt = Long.MAX_VALUE;
    private int idles;
    private int wakeUps;
    private int splitRequests;

    private SourceOperator.Progress lastProgress = SourceOperator.Progress.MORE;
    private final @Nullable Saved saved;
    private @Nullable KeyedStateBackend<?> keyed;

    OperatorHarness(OperatorFactory factory) throws Exception {
        this(factory, new ExecutionConfig());
    }

    OperatorHarness(OperatorFactory factory, ExecutionConfig config) throws Exception {
        this(factory, config, null);
    }

    /** @param saved what the operator goes on from; null if it begins */
    @SuppressWarnings("unchecked")
    OperatorHarness(OperatorFactory factory, ExecutionConfig config, @Nullable Saved saved) throws Exception {
        this.config = config;
        this.saved = saved;
        this.now = saved == null ? 0 : saved.now();
        this.watermark = saved == null ? Long.MIN_VALUE : saved.watermark();
        // As in a job: what runs is a copy that travelled.
        operator = InstantiationUtil.clone(factory).create();
        if (operator instanceof OneInputOperator<?, ?> one) {
            ((OneInputOperator<Object, OUT>) one).open(context, output);
        } else if (operator instanceof TwoInputOperator<?, ?, ?> two) {
            ((TwoInputOperator<Object, Object, OUT>) two).open(context, output);
        } else {
            ((SourceOperator<OUT>) operator).open(context, output);
        }
        if (saved != null) {
            operator.restore(saved);
        }
    }

    /** What it offers to its operator; for one that a test runs by itself. */
    OperatorContext context() {
        return context;
    }

    /** Takes a snapshot; what is keyed is written after the operator went on. */
    Saved snapshot() throws Exception {
        Map<String, List<byte[]>> lists = new LinkedHashMap<>();
        operator.snapshot(new SnapshotWriter() {
            @Override
            public long checkpointId() {
                return 7;
            }

            @Override
            public long timestamp() {
                return now;
            }

            @Override
            public void list(String name, List<byte[]> elements, Redistribution redistribution) {
                if (lists.putIfAbsent(name, elements) != null) {
                    throw new IllegalStateException("the list '" + name + "' was written before");
                }
            }
        });
        Map<Integer, byte[]> blocks = new TreeMap<>();
        if (keyed != null) {
            keyed.capture(7).writeTo(blocks::put);
        }
        operator.checkpointCompleted(7);
        return new Saved(lists, blocks, now, watermark);
    }

    /** All that came out, as it was then: an operator may change what it has emitted, as a task copies it. */
    List<String> everything() {
        return trace;
    }

    /** By the tag, what came out on the side. */
    Map<String, List<String>> allSides() {
        Map<String, List<String>> all = new TreeMap<>();
        sides.forEach(
                (tag, outs) -> all.put(tag, outs.stream().map(Out::toString).toList()));
        return all;
    }

    @SuppressWarnings("unchecked")
    private OneInputOperator<Object, OUT> one() {
        return (OneInputOperator<Object, OUT>) operator;
    }

    @SuppressWarnings("unchecked")
    private TwoInputOperator<Object, Object, OUT> two() {
        return (TwoInputOperator<Object, Object, OUT>) operator;
    }

    @SuppressWarnings("unchecked")
    SourceOperator<OUT> source() {
        return (SourceOperator<OUT>) operator;
    }

    /** Shows the operator what may come next. */
    OperatorHarness<OUT> expect(Object... records) {
        one().expect(records, 0, records.length);
        return this;
    }

    OperatorHarness<OUT> process(Object record, long timestamp) throws Exception {
        one().process(record, timestamp);
        return this;
    }

    OperatorHarness<OUT> left(Object record, long timestamp) throws Exception {
        two().processLeft(record, timestamp);
        return this;
    }

    OperatorHarness<OUT> right(Object record, long timestamp) throws Exception {
        two().processRight(record, timestamp);
        return this;
    }

    OperatorHarness<OUT> watermark(long watermark) throws Exception {
        this.watermark = Math.max(this.watermark, watermark);
        if (operator instanceof TwoInputOperator) {
            pull(two().onWatermark(watermark));
        } else {
            pull(one().onWatermark(watermark));
        }
        return this;
    }

    OperatorHarness<OUT> endInput() throws Exception {
        pull(one().endInput());
        return this;
    }

    /** Moves the clock, stopping wherever the operator asked to be woken. */
    OperatorHarness<OUT> advanceTo(long time) throws Exception {
        while (wakeAt <= time) {
            now = Math.max(now, wakeAt);
            wakeAt = Long.MAX_VALUE;
            if (operator instanceof OneInputOperator) {
                pull(one().onTime(now));
            } else if (operator instanceof TwoInputOperator) {
                pull(two().onTime(now));
            } else {
                source().onTime(now);
            }
        }
        now = Math.max(now, time);
        return this;
    }

    /** Asks a source until it waits or ends. */
    SourceOperator.Progress runSource() throws Exception {
        SourceOperator.Progress progress = source().next(output);
        while (progress == SourceOperator.Progress.MORE) {
            progress = source().next(output);
        }
        return progress;
    }

    /** Asks a source once. */
    void askSource() throws Exception {
        lastProgress = source().next(output);
    }

    SourceOperator.Progress lastProgress() {
        return lastProgress;
    }

    private void pull(Emission<OUT> emission) throws Exception {
        if (emission != Emission.<OUT>none()) {
            boolean more = true;
            while (more) {
                more = emission.next(output);
            }
        }
    }

    /** What came out since the last call. */
    List<Out<OUT>> takeOutput() {
        List<Out<OUT>> taken = List.copyOf(main);
        main.clear();
        return taken;
    }

    /** As {@link #takeOutput}, without timestamps. */
    List<OUT> takeValues() {
        return takeOutput().stream().map(Out::value).toList();
    }

    List<Object> side(String tag) {
        return sides.getOrDefault(tag, List.of()).stream().map(Out::value).toList();
    }

    List<Out<Object>> sideWithTimestamps(String tag) {
        return sides.getOrDefault(tag, List.of());
    }

    List<Long> watermarks() {
        return watermarks;
    }

    List<byte[]> toCoordinator() {
        return toCoordinator;
    }

    int idles() {
        return idles;
    }

    int wakeUps() {
        return wakeUps;
    }

    int splitRequests() {
        return splitRequests;
    }

    @Override
    public void close() throws Exception {
        operator.close();
    }

    private final Output<OUT> output = new Output<>() {
        @Override
        public void collect(OUT record, long timestamp) {
            main.add(new Out<>(record, timestamp));
            trace.add(record + " at " + timestamp);
        }

        @Override
        public <X> void collect(OutputTag<X> tag, X record, long timestamp) {
            sides.computeIfAbsent(tag.getId(), id -> new ArrayList<>()).add(new Out<>(record, timestamp));
        }

        @Override
        public void emitWatermark(long watermark) {
            if (watermarks.isEmpty() || watermarks.get(watermarks.size() - 1) < watermark) {
                watermarks.add(watermark);
            }
        }

        @Override
        public void emitIdle() {
            idles++;
        }
    };

    private final class Context implements OperatorContext {
        @Override
        public JobInfo job() {
            return new JobInfoImpl(new JobID(), "test");
        }

        @Override
        public TaskInfo task() {
            return new TaskInfoImpl("task", 128, 0, 1, 0);
        }

        @Override
        public String operatorName() {
            return "operator under test";
        }

        @Override
        public ReadableConfig configuration() {
            return new Configuration();
        }

        @Override
        public ExecutionConfig executionConfig() {
            return config;
        }

        @Override
        public ClassLoader userClassLoader() {
            return OperatorHarness.class.getClassLoader();
        }

        @Override
        public OperatorMetricGroup metrics() {
            return UnregisteredMetricsGroup.createOperatorMetricGroup();
        }

        @Override
        public Pages pages() {
            return new ManyPages();
        }

        @Override
        public SpillFiles spillFiles() {
            throw new UnsupportedOperationException("these operators do not spill");
        }

        @Override
        public RestoreReader restored() {
            return saved == null ? RestoreReader.nothing() : saved;
        }

        @Override
        public <K> KeyedStateBackend<K> keyedState(TypeInformation<K> keyType) {
            KeyedStateInput input = saved == null
                    ? KeyedStateInput.none()
                    : (first, last, target) -> {
                        for (Map.Entry<Integer, byte[]> block : saved.keyed().entrySet()) {
                            target.keyGroup(block.getKey(), block.getValue());
                        }
                    };
            KeyedStateBackend<K> backend =
                    new HeapStateBackend().keyed("operator under test", keyType, config, 128, 0, 127, () -> now, input);
            keyed = backend;
            return backend;
        }

        @Override
        public long processingTime() {
            return now;
        }

        @Override
        public void wakeAt(long processingTime) {
            wakeAt = processingTime;
        }

        @Override
        public void wakeUp() {
            wakeUps++;
        }

        @Override
        public <V, R extends Serializable> void addAccumulator(String name, Accumulator<V, R> accumulator) {}

        @Override
        public @Nullable Accumulator<?, ?> accumulator(String name) {
            return null;
        }

        @Override
        public Map<String, List<?>> broadcastVariables() {
            return broadcastVariables;
        }

        @Override
        public void requestSplit() {
            splitRequests++;
        }

        @Override
        public void tellCoordinator(byte[] message) {
            toCoordinator.add(message);
        }
    }

    /** Memory without an end. */
    private static final class ManyPages implements Pages {
        @Override
        public int pageBytes() {
            return 32 * 1024;
        }

        @Override
        public int limit() {
            return Integer.MAX_VALUE;
        }

        @Override
        public int available() {
            return Integer.MAX_VALUE;
        }

        @Override
        public byte[] take() {
            return new byte[pageBytes()];
        }

        @Override
        public void give(byte[] page) {}

        @Override
        public boolean reserve(int pages) {
            return true;
        }

        @Override
        public void release(int pages) {}

        @Override
        public MemoryExhaustedException exhausted(String structure, long records) {
            return new MemoryExhaustedException(structure);
        }
    }
}
