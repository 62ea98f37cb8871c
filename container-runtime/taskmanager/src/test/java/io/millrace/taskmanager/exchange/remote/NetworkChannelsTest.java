package io.millrace.taskmanager.exchange.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.dataflow.contract.Output;
import io.millrace.dataflow.memory.DataInputView;
import io.millrace.dataflow.memory.DataOutputView;
import io.millrace.dataflow.typeutils.TypeSerializer;
import io.millrace.dataflow.typeutils.TypeSerializerSnapshot;
import io.millrace.taskmanager.exchange.Batch;
import io.millrace.taskmanager.exchange.Channel;
import io.millrace.taskmanager.exchange.ChannelBrokenException;
import io.millrace.taskmanager.exchange.Element;
import io.millrace.taskmanager.exchange.ExchangeCompression;
import io.millrace.taskmanager.exchange.PartitionLostException;
import io.millrace.taskmanager.exchange.RemoteChannels;
import io.millrace.taskmanager.exchange.WrittenBatch;
import io.millrace.taskmanager.kit.Cluster;
import io.millrace.taskmanager.kit.TestTypes;
import io.millrace.testing.seeds.Seeds;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkChannelsTest {
    private final TwoNodes two = new TwoNodes();

    @AfterEach
    void close() {
        two.close();
    }

    private static Batch batch(Object... records) {
        Batch batch = new Batch(Math.max(1, records.length));
        for (Object record : records) {
            batch.add(record, Output.NO_TIMESTAMP);
        }
        return batch;
    }

    private static List<Object> print(Element element) {
        if (!(element instanceof Batch batch)) {
            return List.of(element.toString());
        }
        List<Object> lines = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            lines.add(batch.record(i) + "@" + batch.timestamp(i));
        }
        return lines;
    }

    /** Offers all, waiting for room; polls all, waiting for elements: each channel has a thread at either end. */
    private static final class Ends {
        final List<Object> expected = new ArrayList<>();
        final List<Object> seen = new ArrayList<>();
        final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        final Thread offering;
        final Thread polling;

        Ends(Channel from, Channel to, List<Element> elements, Random random) {
            elements.forEach(element -> expected.addAll(print(element)));
            Semaphore room = new Semaphore(0);
            Semaphore more = new Semaphore(0);
            from.onRoom(room::release);
            to.onElement(more::release);
            boolean slow = random.nextInt(3) == 0;
            offering = new Thread(() -> guard(() -> {
                for (Element element : elements) {
                    while (!from.offer(element)) {
                        room.acquire();
                    }
                }
            }));
            polling = new Thread(() -> guard(() -> {
                Element element = null;
                while (element != Element.Signal.END) {
                    element = to.poll();
                    if (element == null) {
                        more.acquire();
                    } else {
                        seen.addAll(print(element));
                        if (slow) {
                            java.util.concurrent.locks.LockSupport.parkNanos(300_000);
                        }
                    }
                }
            }));
        }

        private interface Work {
            void run() throws Exception;
        }

        private void guard(Work work) {
            try {
                work.run();
            } catch (Throwable e) {
                failure.compareAndSet(null, e);
            }
        }

        void start() {
            offering.start();
            polling.start();
        }

        void join() throws InterruptedException {
            offering.join(60_000);
            polling.join(60_000);
            assertThat(offering.isAlive() || polling.isAlive()).as("hangs").isFalse();
        }
    }

    private static List<Element> elements(Random random, int count) {
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            switch (random.nextInt(6)) {
                case 0 -> elements.add(new Element.Watermark(random.nextLong()));
                case 1 -> elements.add(random.nextBoolean() ? Element.Signal.IDLE : Element.Signal.ACTIVE);
                default -> {
                    Batch batch = new Batch(40);
                    boolean stamped = random.nextBoolean();
                    for (int j = 1 + random.nextInt(40); j > 0; j--) {
                        Object record = switch (random.nextInt(3)) {
                            case 0 -> random.nextLong();
                            case 1 -> random.nextInt();
                            default -> "x".repeat(random.nextInt(20) == 0 ? random.nextInt(90_000) : random.nextInt(9));
                        };
                        batch.add(record, stamped && random.nextBoolean() ? random.nextLong() : Output.NO_TIMESTAMP);
                    }
                    elements.add(batch);
                }
            }
        }
        elements.add(Element.Signal.END);
        return elements;
    }

    @ParameterizedTest
    @Seeds(20)
    void bringsAllElementsOfManyChannelsBothWaysInOrder(long seed, int size) throws InterruptedException {
        Random random = new Random(seed);
        List<Ends> all = new ArrayList<>();
        for (int i = 0; i < 1 + size / 2; i++) {
            int side = random.nextInt(2);
            Channel from;
            Channel to;
            if (random.nextBoolean()) {
                from = two.producer(side, i);
                to = two.consumer(1 - side, i);
            } else {
                to = two.consumer(1 - side, i);
                from = two.producer(side, i);
            }
            all.add(new Ends(from, to, elements(random, random.nextInt(20 + 5 * size)), random));
        }
        all.forEach(Ends::start);
        for (Ends ends : all) {
            ends.join();
            assertThat(ends.failure.get()).isNull();
            assertThat(ends.seen).isEqualTo(ends.expected);
        }
        two.carriers.forEach(carrier -> carrier.forget(TwoNodes.JOB));
        two.carriers.forEach(carrier -> assertThat(carrier.size()).isZero());
    }

    @Test
    void stopsOnlyTheProducerOfASlowConsumer() throws InterruptedException {
        Channel slow = two.producer(0, 1);
        Channel ignored = two.consumer(1, 1);
        List<Element> elements = elements(new Random(5), 500);
        Ends fast = new Ends(two.producer(0, 2), two.consumer(1, 2), elements, new Random(1));
        fast.start();
        int taken = 0;
        Semaphore room = new Semaphore(0);
        slow.onRoom(room::release);
        do {
            while (slow.offer(batch(1L))) {
                taken++;
            }
        } while (room.tryAcquire(300, java.util.concurrent.TimeUnit.MILLISECONDS));
        fast.join();
        assertThat(fast.seen).isEqualTo(fast.expected);
        // What both channels hold, and what the credits allow to be between them.
        assertThat(taken).isBetween(2 * TwoNodes.BATCHES_MAX, 2 * TwoNodes.BATCHES_MAX + 2);
        // It goes on where it stopped.
        int polled = 0;
        while (polled < taken) {
            polled += ignored.poll() == null ? 0 : 1;
        }
        assertThat(slow.offer(batch(2L))).isTrue();
    }

    @Test
    void breaksBothEndsWhenTheConnectionIsLost() {
        Channel from = two.producer(0, 1);
        Channel to = two.consumer(1, 1);
        from.offer(batch(1L));
        Cluster.await(() -> to.poll() != null);
        Ends waiting = new Ends(
                two.producer(1, 2),
                two.consumer(0, 2),
                new ArrayList<>(java.util.Collections.nCopies(100_000, batch(7L))),
                new Random(3));
        waiting.start();
        two.nodes.get(1).close();
        Cluster.await(() -> isBroken(from) && isBroken(to));
        assertThatThrownBy(() -> from.offer(batch(2L)))
                .isInstanceOf(ChannelBrokenException.class)
                .hasMessageContaining("the connection with node tm-1 at ");
        assertThatThrownBy(to::poll)
                .isInstanceOf(ChannelBrokenException.class)
                .hasMessageContaining("the connection with node tm-0 at ");
        Cluster.await(() -> !waiting.offering.isAlive() && !waiting.polling.isAlive());
        assertThat(waiting.failure.get()).isInstanceOf(ChannelBrokenException.class);
    }

    private static boolean isBroken(Channel channel) {
        try {
            channel.poll();
            return false;
        } catch (ChannelBrokenException e) {
            return true;
        }
    }

    @Test
    void breaksAChannelToATaskManagerThatCannotBeReached() {
        two.nodes.get(0).close();
        Channel to = two.consumer(1, 1);
        Cluster.await(() -> isBroken(to));
        assertThatThrownBy(to::poll).hasMessageContaining("node tm-0 cannot be reached at 127.0.0.1");
    }

    @Test
    void forgetsAChannelWhoseConsumerHasGone() {
        Channel from = two.producer(0, 1);
        Channel to = two.consumer(1, 1);
        from.offer(batch(1L));
        Cluster.await(() -> to.poll() != null);
        two.carriers.get(1).released(to);
        Cluster.await(() -> two.carriers.get(0).size() == 0);
        assertThat(two.carriers.get(1).size()).isZero();
        assertThat(from.offer(batch(2L))).isTrue();
    }

    @Test
    void forgetsAConsumerThatWaitedForNobody() {
        Channel to = two.consumer(1, 1);
        Cluster.await(() -> two.carriers.get(0).size() == 1);
        two.carriers.get(1).released(to);
        Cluster.await(() -> two.carriers.get(0).size() == 0);
    }

    @Test
    void carriesWhatIsLeftInTheChannelOfAProducerThatHasEnded() {
        Channel from = two.producer(0, 1);
        from.offer(batch("left"));
        from.offer(Element.Signal.END);
        two.carriers.get(0).released(from);
        two.hubs.get(0).producerEnded(from);
        Channel to = two.consumer(1, 1);
        List<Object> seen = new ArrayList<>();
        Cluster.await(() -> {
            Element element = to.poll();
            if (element != null) {
                seen.addAll(print(element));
            }
            return element == Element.Signal.END;
        });
        assertThat(seen).containsExactly("left@" + Output.NO_TIMESTAMP, "END");
    }

    @Test
    void asksForPartitionsThatAreKept() {
        Channel kept = Channel.fromPartition(TwoNodes.id(1), 4);
        TypeSerializer<Object> serializer =
                TestTypes.<Object>immutable().createSerializer(new io.millrace.dataflow.ExecutionConfig());
        kept.writeBatches(serializer, ExchangeCompression.LZ4);
        kept.offer(batch("kept"));
        kept.offer(Element.Signal.END);
        two.carriers
                .get(0)
                .unannounced(id -> id.equals(TwoNodes.id(1))
                        ? Optional.of(new RemoteChannels.Opened(kept, serializer))
                        : Optional.empty());
        Channel to = Channel.fromPartition(TwoNodes.id(1), 4);
        two.carriers.get(1).incoming(to, two.ids.get(0), serializer);
        List<Object> seen = new ArrayList<>();
        Cluster.await(() -> {
            Element element = to.poll();
            if (element != null) {
                seen.addAll(print(element));
            }
            return element == Element.Signal.END;
        });
        assertThat(seen).containsExactly("kept@" + Output.NO_TIMESTAMP, "END");
    }

    @Test
    void losesAPartitionThatNobodyKeeps() {
        Channel to = Channel.fromPartition(TwoNodes.id(9), 4);
        two.carriers
                .get(1)
                .incoming(
                        to,
                        two.ids.get(0),
                        TestTypes.<Object>immutable().createSerializer(new io.millrace.dataflow.ExecutionConfig()));
        AtomicReference<@Nullable PartitionLostException> lost = new AtomicReference<>();
        Cluster.await(() -> {
            try {
                to.poll();
            } catch (PartitionLostException e) {
                lost.set(e);
            }
            return lost.get() != null;
        });
        assertThat(lost.get()).hasMessageContaining("TaskManager tm-0 does not keep it");
    }

    @Test
    void tellsTheProducerOfARecordThatCannotBeWritten() {
        Channel from = two.producer(0, 1);
        assertThatThrownBy(() -> from.offer(batch(1L, new StringBuilder("unknown"))))
                .hasMessageContaining(
                        "a record cannot be sent to another TaskManager: TestSerializer cannot write unknown:");
    }

    /** Bytes as they are. */
    private static final class Blobs extends TypeSerializer<Object> {
        private static final long serialVersionUID = 1L;

        @Override
        public boolean isImmutableType() {
            return true;
        }

        @Override
        public TypeSerializer<Object> duplicate() {
            return this;
        }

        @Override
        public Object createInstance() {
            return new byte[0];
        }

        @Override
        public Object copy(Object from) {
            return from;
        }

        @Override
        public int getLength() {
            return -1;
        }

        @Override
        public TypeSerializerSnapshot<Object> snapshotConfiguration() {
            throw new IllegalStateException("no test keeps its records as state");
        }

        @Override
        public void serialize(Object record, DataOutputView target) throws IOException {
            byte[] bytes = (byte[]) record;
            target.writeInt(bytes.length);
            target.write(bytes);
        }

        @Override
        public Object deserialize(DataInputView source) throws IOException {
            byte[] bytes = new byte[source.readInt()];
            source.readFully(bytes);
            return bytes;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0200000001 7fffffff 010203, LZ4 content of 2147483647 bytes in a block of 3",
        "0200000001 00000009 f0ffff, an LZ4 block of 3 bytes that cannot be decompressed",
        "0200000001 00000009 1000, LZ4 content of 1 bytes",
        "0200000001 00, LZ4 content of -1 bytes",
        "007fffffff 00, a count of 2147483647 records"
    })
    void saysWhatIsWrongWithDamagedBytesAndWhichChannelBroughtThem(String bytes, String expected) {
        Channel from = two.producer(0, 1);
        Channel to = two.consumer(1, 1);
        byte[] damaged = HexFormat.of().parseHex(bytes.replace(" ", ""));
        from.offer(new WrittenBatch(damaged, damaged.length));
        assertThatThrownBy(() -> Cluster.await(() -> to.poll() != null))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("records from another TaskManager cannot be read")
                .hasMessageContaining("in a batch of " + damaged.length + " bytes of the channel " + TwoNodes.id(1))
                .hasMessageContaining(expected);
    }

    @Test
    void carriesARecordOfAHundredMegabytesWhileOthersGoOn() throws InterruptedException {
        Channel from = two.hubs.get(0).channel(TwoNodes.id(1));
        two.carriers.get(0).outgoing(from, two.ids.get(1), new Blobs());
        Channel to = two.hubs.get(1).channel(TwoNodes.id(1));
        two.carriers.get(1).incoming(to, two.ids.get(0), new Blobs());
        byte[] large = new byte[100 << 20];
        new Random(1).nextBytes(large);
        from.offer(batch((Object) large));
        Ends others = new Ends(two.producer(0, 2), two.consumer(1, 2), elements(new Random(2), 100), new Random(1));
        others.start();
        AtomicReference<@Nullable Element> came = new AtomicReference<>();
        Cluster.await(() -> {
            came.compareAndSet(null, to.poll());
            return came.get() != null;
        });
        assertThat(Arrays.equals((byte[]) ((Batch) came.get()).record(0), large))
                .isTrue();
        others.join();
        assertThat(others.seen).isEqualTo(others.expected);
    }
}
