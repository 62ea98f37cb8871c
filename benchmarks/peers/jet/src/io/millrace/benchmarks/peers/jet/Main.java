package io.millrace.benchmarks.peers.jet;

import static com.hazelcast.jet.core.Edge.between;
import static com.hazelcast.jet.core.EventTimePolicy.eventTimePolicy;
import static com.hazelcast.jet.core.WatermarkPolicy.limitingLag;

import com.hazelcast.config.Config;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.function.FunctionEx;
import com.hazelcast.jet.Traverser;
import com.hazelcast.jet.Traversers;
import com.hazelcast.jet.aggregate.AggregateOperation1;
import com.hazelcast.jet.aggregate.AggregateOperations;
import com.hazelcast.jet.accumulator.LongAccumulator;
import com.hazelcast.jet.config.JobConfig;
import com.hazelcast.jet.config.ProcessingGuarantee;
import com.hazelcast.jet.core.AbstractProcessor;
import com.hazelcast.jet.core.BroadcastKey;
import com.hazelcast.jet.core.DAG;
import com.hazelcast.jet.core.ProcessorMetaSupplier;
import com.hazelcast.jet.core.SlidingWindowPolicy;
import com.hazelcast.jet.core.TimestampKind;
import com.hazelcast.jet.core.Vertex;
import com.hazelcast.jet.core.function.KeyedWindowResultFunction;
import com.hazelcast.jet.core.processor.Processors;
import com.hazelcast.jet.pipeline.BatchSource;
import com.hazelcast.jet.pipeline.Pipeline;
import com.hazelcast.jet.pipeline.Sinks;
import com.hazelcast.jet.pipeline.Sources;
import io.millrace.benchmarks.peers.Latencies;
import io.millrace.benchmarks.peers.Work;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Hazelcast Jet, one member in this JVM with a cooperative thread per subtask. */
public final class Main {
    private static final LongAdder CHECKSUM = new LongAdder();

    private Main() {}

    public static void main(String[] args) throws Exception {
        Work work = Work.of(args);
        Config config = new Config();
        config.setProperty("hazelcast.logging.type", "none");
        config.setProperty("hazelcast.phone.home.enabled", "false");
        config.getNetworkConfig().getJoin().getMulticastConfig().setEnabled(false);
        config.getNetworkConfig().getJoin().getAutoDetectionConfig().setEnabled(false);
        config.getNetworkConfig().getInterfaces().setEnabled(true).addInterface("127.0.0.1");
        config.getJetConfig().setEnabled(true).setCooperativeThreadCount(work.parallelism());
        HazelcastInstance member = Hazelcast.newHazelcastInstance(config);
        try {
            switch (args[0]) {
                case "window" -> window(work, member);
                case "lambdas" -> lambdas(work, member);
                case "wordcount" -> wordCount(work, member);
                case "latency" -> latency(work, member);
                default -> throw new IllegalArgumentException("Jet has no benchmark " + args[0]);
            }
        } finally {
            member.shutdown();
        }
    }

    /** One record. */
    public record Event(long key, long value, long timestamp) implements Serializable {}

    private static void window(Work work, HazelcastInstance member) throws Exception {
        long records = work.number("records", 20_000_000);
        long keys = work.number("keys", 100_000);
        int parallelism = work.parallelism();
        String params = "records=" + records + " keys=" + keys + " p=" + parallelism + work.checkpointParams();
        JobConfig config = new JobConfig();
        if (work.checkpointsMs() > 0) {
            // Its snapshots stay in the member's memory: Jet has no snapshots to files in its open edition.
            config.setProcessingGuarantee(ProcessingGuarantee.EXACTLY_ONCE)
                    .setSnapshotIntervalMillis(work.checkpointsMs());
        }
        work.measure("window", "jet", params, records, () -> {
            CHECKSUM.reset();
            member.getJet()
                    .newJob(windowDag(records, keys, parallelism), config)
                    .join();
            return CHECKSUM.sum();
        });
    }

    /** How long after the end of a window of 100 ms its results are there, at a steady rate of records. */
    private static void latency(Work work, HazelcastInstance member) {
        long seconds = work.number("seconds", 60);
        long rate = work.number("rate", 100_000);
        long keys = work.number("keys", 10_000);
        int parallelism = work.parallelism();
        String params = "rate=" + rate + " keys=" + keys + " seconds=" + seconds + " p=" + parallelism;
        for (int run = 1; run <= work.number("runs", 2); run++) {
            CHECKSUM.reset();
            Latencies.begin();
            member.getJet().newJob(latencyDag(seconds, rate, keys, parallelism)).join();
            Latencies.print("jet", params, run, rate, CHECKSUM.sum());
        }
    }

    private static DAG latencyDag(long seconds, long rate, long keys, int parallelism) {
        SlidingWindowPolicy windows = SlidingWindowPolicy.tumblingWinPolicy(100);
        AggregateOperation1<Event, LongAccumulator, Long> sum = AggregateOperations.summingLong(Event::value);
        FunctionEx<Event, Long> key = Event::key;
        KeyedWindowResultFunction<Long, Long, Long> note = (start, end, k, total, early) -> {
            if (end < seconds * 1000) {
                Latencies.count(Latencies.nowNs() - end * 1_000_000);
            }
            return total * (k + 1);
        };
        DAG dag = new DAG();
        Vertex source = dag.newVertex("source", () -> new Steady(seconds * rate, rate, keys));
        Vertex watermarks = dag.newVertex(
                "watermarks",
                Processors.insertWatermarksP(eventTimePolicy(Event::timestamp, limitingLag(0), 1, 0, 0)));
        Vertex aggregate = dag.newVertex(
                "aggregate",
                Processors.aggregateToSlidingWindowP(
                        List.of(key),
                        List.of((Event event) -> event.timestamp()),
                        TimestampKind.EVENT,
                        windows,
                        0,
                        sum,
                        note));
        Vertex sink = dag.newVertex("sink", () -> new AddUp());
        for (Vertex vertex : List.of(source, watermarks, aggregate, sink)) {
            vertex.localParallelism(parallelism);
        }
        return dag.edge(between(source, watermarks).isolated())
                .edge(between(watermarks, aggregate).partitioned(key, com.hazelcast.jet.core.Partitioner.HASH_CODE))
                .edge(between(aggregate, sink).isolated());
    }

    /** Emits what is due. */
    private static final class Steady extends AbstractProcessor {
        private final long end;
        private final long rate;
        private final long keys;
        private long number;
        private int step;
        private Event pending;

        Steady(long end, long rate, long keys) {
            this.end = end;
            this.rate = rate;
            this.keys = keys;
        }

        @Override
        protected void init(Context context) {
            number = context.globalProcessorIndex();
            step = context.totalParallelism();
        }

        @Override
        public boolean complete() {
            long due = Math.min(end, Latencies.nowNs() * rate / 1_000_000_000L);
            while (number < due) {
                if (pending == null) {
                    pending = new Event(Work.keyOf(number, keys), 1, number * 1000 / rate);
                }
                if (!tryEmit(pending)) {
                    return false;
                }
                pending = null;
                number += step;
            }
            return number >= end;
        }
    }

    /** Two stages, as Jet's pipelines plan it: sums of each member's part of a window are exchanged, not the records. */
    private static DAG windowDag(long records, long keys, int parallelism) {
        SlidingWindowPolicy seconds = SlidingWindowPolicy.tumblingWinPolicy(1000);
        AggregateOperation1<Event, LongAccumulator, Long> sum = AggregateOperations.summingLong(Event::value);
        FunctionEx<Event, Long> key = Event::key;
        long perSubtask = records / parallelism;
        DAG dag = new DAG();
        Vertex source = dag.newVertex("source", () -> new Numbers<>(perSubtask * parallelism, number ->
                new Event(Work.keyOf(number, keys), 1, Work.timestampOf(number, perSubtask, parallelism))));
        Vertex watermarks = dag.newVertex(
                "watermarks",
                Processors.insertWatermarksP(eventTimePolicy(Event::timestamp, limitingLag(0), 1000, 0, 0)));
        Vertex accumulate = dag.newVertex(
                "accumulate",
                Processors.accumulateByFrameP(
                        List.of(key), List.of((Event event) -> event.timestamp()), TimestampKind.EVENT, seconds, sum));
        KeyedWindowResultFunction<Long, Long, Long> weigh =
                (start, end, k, total, early) -> total * (k + 1);
        Vertex combine = dag.newVertex("combine", Processors.combineToSlidingWindowP(seconds, sum, weigh));
        Vertex sink = dag.newVertex("sink", () -> new AddUp());
        for (Vertex vertex : List.of(source, watermarks, accumulate, combine, sink)) {
            vertex.localParallelism(parallelism);
        }
        return dag.edge(between(source, watermarks).isolated())
                .edge(between(watermarks, accumulate).partitioned(key, com.hazelcast.jet.core.Partitioner.HASH_CODE))
                .edge(between(accumulate, combine).partitioned((Map.Entry<Long, ?> entry) -> entry.getKey()))
                .edge(between(combine, sink).isolated());
    }

    private static void lambdas(Work work, HazelcastInstance member) throws Exception {
        long records = work.number("records", 100_000_000);
        int parallelism = work.parallelism();
        work.measure("lambdas", "jet", "records=" + records + " p=" + parallelism, records, () -> {
            CHECKSUM.reset();
            Pipeline pipeline = Pipeline.create();
            BatchSource<Long> numbers = Sources.batchFromProcessor(
                    "numbers", ProcessorMetaSupplier.of(parallelism, () -> new Numbers<>(records, number -> number)));
            pipeline.readFrom(numbers)
                    .setLocalParallelism(parallelism)
                    .map(x -> x * 31 + 7)
                    .filter(x -> (x & 15) != 0)
                    .map(x -> x ^ x >>> 7)
                    .filter(x -> x % 3 != 0)
                    .map(x -> x + 11)
                    .filter(x -> (x & 1) == 0)
                    .writeTo(Sinks.fromProcessor("sum", ProcessorMetaSupplier.of(parallelism, () -> new AddUp())));
            member.getJet().newJob(pipeline).join();
            return CHECKSUM.sum();
        });
    }

    /** Jet gives a file to one processor, so the text comes in as many files as there are. */
    private static void wordCount(Work work, HazelcastInstance member) throws Exception {
        String folder = work.text("input-parts");
        int parallelism = work.parallelism();
        long bytes = 0;
        try (var files = Files.list(Path.of(folder))) {
            for (Path file : files.toList()) {
                bytes += Files.size(file);
            }
        }
        work.measure("wordcount", "jet", "bytes=" + bytes + " p=" + parallelism, bytes, () -> {
            CHECKSUM.reset();
            Pipeline pipeline = Pipeline.create();
            pipeline.readFrom(Sources.filesBuilder(folder).sharedFileSystem(false).build((file, line) -> line))
                    .setLocalParallelism(parallelism)
                    .flatMap(line -> {
                        List<String> words = new ArrayList<>();
                        Work.words(line, words::add);
                        return Traversers.traverseIterable(words);
                    })
                    .groupingKey(FunctionEx.identity())
                    .aggregate(AggregateOperations.counting())
                    .map(entry -> entry.getValue() * entry.getKey().hashCode())
                    .writeTo(Sinks.fromProcessor("sum", ProcessorMetaSupplier.of(parallelism, () -> new AddUp())));
            member.getJet().newJob(pipeline).join();
            return CHECKSUM.sum();
        });
    }

    /** What a number becomes. */
    interface OfNumber<T> extends Serializable {
        T of(long number);
    }

    /** A subtask's contiguous share of the numbers. */
    private static final class Numbers<T> extends AbstractProcessor {
        private final long count;
        private final OfNumber<T> made;
        private Traverser<T> traverser = Traversers.empty();
        private int index;
        private long next;

        Numbers(long count, OfNumber<T> made) {
            this.count = count;
            this.made = made;
        }

        @Override
        protected void init(Context context) {
            long share = count / context.totalParallelism();
            index = context.globalProcessorIndex();
            next = share * index;
            long end = index == context.totalParallelism() - 1 ? count : share * (index + 1);
            traverser = new Traverser<>() {
                @Override
                public T next() {
                    return next < end ? made.of(next++) : null;
                }
            };
        }

        @Override
        public boolean complete() {
            return emitFromTraverser(traverser);
        }

        @Override
        public boolean saveToSnapshot() {
            return tryEmitToSnapshot(BroadcastKey.broadcastKey(index), next);
        }
    }

    /** Sums what comes. */
    private static final class AddUp extends AbstractProcessor {
        private long sum;

        @Override
        protected boolean tryProcess(int ordinal, Object item) {
            sum += (Long) item;
            return true;
        }

        @Override
        public boolean complete() {
            CHECKSUM.add(sum);
            return true;
        }
    }
}
