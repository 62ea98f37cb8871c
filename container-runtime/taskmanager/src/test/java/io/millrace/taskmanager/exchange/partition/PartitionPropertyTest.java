package io.millrace.taskmanager.exchange.partition;

import static io.millrace.taskmanager.exchange.partition.Elements.JOB;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.dataflow.contract.Output;
import io.millrace.protocol.PartitionId;
import io.millrace.taskmanager.exchange.Batch;
import io.millrace.taskmanager.exchange.BlockingExchange.Writing;
import io.millrace.taskmanager.exchange.Channel;
import io.millrace.taskmanager.exchange.ChannelId;
import io.millrace.taskmanager.exchange.Element;
import io.millrace.taskmanager.exchange.Inlet;
import io.millrace.taskmanager.exchange.Outlet;
import io.millrace.taskmanager.exchange.WakeUp;
import io.millrace.taskmanager.kit.Cluster;
import io.millrace.taskmanager.kit.TestTypes;
import io.millrace.testing.seeds.Seeds;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;

/**
 * Several producers and many readers at once, with threads and files, and memory from one batch to plenty: every reading that
 * goes to its end gets what a list would have kept.
 */
class PartitionPropertyTest {
    private static final int SECONDS_MAX = 60;

    @TempDir
    private Path directory;

    /** Makes a thread sleep until it is woken. */
    private static final class Bell implements WakeUp {
        private final Semaphore rung = new Semaphore(0);

        @Override
        public void wakeUp() {
            rung.release();
        }

        void await() throws InterruptedException {
            if (!rung.tryAcquire(SECONDS_MAX, TimeUnit.SECONDS)) {
                throw new AssertionError("nobody woke a thread that waits");
            }
            rung.drainPermits();
        }
    }

    /** What one producer is to write, by consumer. */
    private record Script(PartitionId id, boolean broadcast, boolean mutable, List<List<Element>> lanes) {
        static Script drawn(Random random, int size, int producer, int consumers) {
            boolean broadcast = random.nextInt(4) == 0;
            boolean mutable = random.nextBoolean();
            List<List<Element>> lanes = new ArrayList<>();
            for (int lane = 0; lane < (broadcast ? 1 : consumers); lane++) {
                List<Element> elements = new ArrayList<>();
                int count = random.nextInt(1 + size);
                for (int i = 0; i < count; i++) {
                    elements.add(element(random, mutable));
                }
                elements.add(Element.Signal.END);
                lanes.add(elements);
            }
            return new Script(new PartitionId(JOB, 1, producer, 0), broadcast, mutable, lanes);
        }

        private static Element element(Random random, boolean mutable) {
            return switch (random.nextInt(12)) {
                case 0 -> new Element.Watermark(random.nextLong());
                case 1 -> random.nextBoolean() ? Element.Signal.IDLE : Element.Signal.ACTIVE;
                default -> batch(random, mutable);
            };
        }

        private static Batch batch(Random random, boolean mutable) {
            int records = 1 + random.nextInt(random.nextInt(8) == 0 ? 500 : 20);
            Batch batch = new Batch(records + random.nextInt(3));
            boolean timestamps = random.nextBoolean();
            for (int i = 0; i < records; i++) {
                batch.add(
                        record(random, mutable),
                        timestamps && random.nextInt(4) > 0 ? random.nextLong() : Output.NO_TIMESTAMP);
            }
            return batch;
        }

        private static Object record(Random random, boolean mutable) {
            if (mutable) {
                return new TestTypes.Box(random.nextLong());
            }
            return random.nextInt(50) == 0 ? "z".repeat(random.nextInt(100_000)) : (Object) random.nextLong();
        }

        List<String> expected(int consumer) {
            return lanes.get(broadcast ? 0 : consumer).stream()
                    .flatMap(element -> Elements.texts(element).stream())
                    .toList();
        }
    }

    @ParameterizedTest
    @Seeds(40)
    void everyReadingGetsWhatAListWouldHaveKept(long seed, int size) throws Exception {
        Random random = new Random(seed);
        int consumers = 1 + random.nextInt(4);
        List<Script> scripts = new ArrayList<>();
        for (int producer = 0; producer < 1 + random.nextInt(3); producer++) {
            scripts.add(Script.drawn(random, size, producer, consumers));
        }
        long memory = List.of(1L, 1_000L, 20_000L, 1L << 30).get(random.nextInt(4));
        List<SpillDirectory> directories = new ArrayList<>();
        for (int i = 0; i < 1 + random.nextInt(3); i++) {
            directories.add(new LocalSpillDirectory(directory.resolve("tmp-" + i)));
        }
        ExecutorService disk = new ThreadPoolExecutor(
                3,
                3,
                1,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                new ThreadPoolExecutor.DiscardPolicy()); // feeders of readers that stopped early may still be woken
        ExecutorService tasks = Executors.newCachedThreadPool();
        PartitionStore store = new PartitionStore(
                new PartitionStore.Settings(memory, 4, directories),
                new PartitionStore.Work(disk, 1 + random.nextInt(2), disk),
                id -> {});
        try {
            List<Future<?>> all = new ArrayList<>();
            scripts.forEach(script -> store.expect(script.id()));
            for (Script script : scripts) {
                all.add(tasks.submit(() -> write(store, script, consumers)));
            }
            int readings = 1 + random.nextInt(10);
            for (int i = 0; i < readings; i++) {
                Script script = scripts.get(random.nextInt(scripts.size()));
                int consumer = random.nextInt(consumers);
                boolean stopsEarly = random.nextInt(4) == 0;
                boolean remote = random.nextInt(3) == 0;
                int attempt = i;
                all.add(tasks.submit(() -> read(store, script, consumer, attempt, stopsEarly, remote)));
            }
            for (Future<?> one : all) {
                one.get(SECONDS_MAX, TimeUnit.SECONDS);
            }
            store.forget(JOB);
            assertThat(store.memoryBytes()).isZero();
        } finally {
            tasks.shutdownNow();
            disk.shutdown();
            assertThat(disk.awaitTermination(SECONDS_MAX, TimeUnit.SECONDS)).isTrue();
            store.close();
        }
        assertThat(filesLeft()).isEmpty();
    }

    private List<Path> filesLeft() throws Exception {
        try (Stream<Path> tree = Files.walk(directory)) {
            return tree.filter(path -> path.toString().contains("millrace")).toList();
        }
    }

    private static Object write(PartitionStore store, Script script, int consumers) throws InterruptedException {
        Writing writing = store.write(
                script.id(),
                Elements.shape(
                        consumers, script.broadcast(), script.mutable() ? TestTypes.box() : TestTypes.immutable()));
        Bell room = new Bell();
        List<Outlet> outlets = writing.outlets();
        outlets.forEach(outlet -> outlet.onRoom(room));
        int longest = script.lanes().stream().mapToInt(List::size).max().orElse(0);
        for (int i = 0; i < longest; i++) {
            for (int lane = 0; lane < outlets.size(); lane++) {
                List<Element> elements = script.lanes().get(lane);
                while (i < elements.size() && !outlets.get(lane).offer(elements.get(i))) {
                    room.await();
                }
            }
        }
        writing.complete();
        return script;
    }

    private static Object read(
            PartitionStore store, Script script, int consumer, int attempt, boolean stopsEarly, boolean remote)
            throws InterruptedException {
        Bell bell = new Bell();
        Inlet inlet = remote ? open(store, script, consumer, attempt) : local(store, script, consumer);
        inlet.onElement(bell);
        List<String> expected = script.expected(consumer);
        List<String> got = new ArrayList<>();
        Element last = null;
        while (last != Element.Signal.END && !(stopsEarly && got.size() > expected.size() / 2)) {
            Element next = inlet.poll();
            if (next == null) {
                bell.await();
                continue;
            }
            last = next;
            got.addAll(Elements.texts(next));
            spoil(next);
        }
        assertThat(got).isEqualTo(expected.subList(0, got.size()));
        assertThat(stopsEarly || got.size() == expected.size()).isTrue();
        return got;
    }

    /** A consumer may change what it got. */
    private static void spoil(Element element) {
        if (element instanceof Batch batch && batch.record(0) instanceof TestTypes.Box) {
            for (int i = 0; i < batch.size(); i++) {
                ((TestTypes.Box) batch.record(i)).value = -1;
            }
        }
    }

    private static Inlet local(PartitionStore store, Script script, int consumer) {
        return store.read(
                script.id(), consumer, Elements.serializer(script.mutable() ? TestTypes.box() : TestTypes.immutable()));
    }

    private static Channel open(PartitionStore store, Script script, int consumer, int attempt) {
        ChannelId id = new ChannelId(JOB, 1, script.id().producer(), 0, consumer, attempt);
        AtomicReference<Channel> channel = new AtomicReference<>();
        Cluster.await(
                () -> { // until the producer begins
                    store.open(id).ifPresent(opened -> channel.set(opened.channel()));
                    return channel.get() != null;
                });
        return channel.get();
    }
}
