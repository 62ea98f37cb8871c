package io.millrace.taskmanager.exchange.partition;

import static io.millrace.taskmanager.exchange.partition.Elements.ID;
import static io.millrace.taskmanager.exchange.partition.Elements.JOB;
import static io.millrace.taskmanager.exchange.partition.Elements.available;
import static io.millrace.taskmanager.exchange.partition.Elements.batch;
import static io.millrace.taskmanager.exchange.partition.Elements.large;
import static io.millrace.taskmanager.exchange.partition.Elements.serializer;
import static io.millrace.taskmanager.exchange.partition.Elements.shape;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.millrace.protocol.PartitionId;
import io.millrace.taskmanager.exchange.Batch;
import io.millrace.taskmanager.exchange.BlockingExchange.Writing;
import io.millrace.taskmanager.exchange.BlockingExchangeException;
import io.millrace.taskmanager.exchange.Channel;
import io.millrace.taskmanager.exchange.ChannelId;
import io.millrace.taskmanager.exchange.Element;
import io.millrace.taskmanager.exchange.Inlet;
import io.millrace.taskmanager.exchange.Outlet;
import io.millrace.taskmanager.exchange.PartitionLostException;
import io.millrace.taskmanager.kit.TestTypes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The store with its disk work done by hand, so that each test says what happens when. */
class PartitionStoreTest {
    private static final ChannelId REMOTE = new ChannelId(JOB, ID.edge(), 0, 0, 0, 7);

    private final Queue<Runnable> diskWork = new ArrayDeque<>();
    private final MemorySpillDirectory disk = new MemorySpillDirectory("disk-1", Long.MAX_VALUE);
    private final MemorySpillDirectory other = new MemorySpillDirectory("disk-2", Long.MAX_VALUE);
    private final List<PartitionId> kept = new ArrayList<>();

    private PartitionStore store(long memoryBytes) {
        return new PartitionStore(
                new PartitionStore.Settings(memoryBytes, 4, List.of(disk, other)),
                new PartitionStore.Work(diskWork::add, 1, diskWork::add),
                kept::add);
    }

    private void workDisk() {
        while (!diskWork.isEmpty()) {
            diskWork.remove().run();
        }
    }

    private static Writing begin(PartitionStore store, int consumers) {
        store.expect(ID);
        return store.write(ID, shape(consumers, false));
    }

    private static void end(Writing writing) {
        for (Outlet outlet : writing.outlets()) {
            assertThat(outlet.offer(Element.Signal.END)).isTrue();
        }
        writing.complete();
    }

    /** All that the consumer gets, with the disk working between the polls. */
    private List<String> readAll(PartitionStore store, int consumer) {
        Inlet inlet = store.read(ID, consumer, serializer(TestTypes.immutable()));
        List<String> all = new ArrayList<>();
        for (int i = 0; i < 10_000 && !all.contains("END"); i++) {
            all.addAll(available(inlet));
            workDisk();
        }
        return all;
    }

    @Test
    void isReadAnyNumberOfTimesByEachConsumer() {
        PartitionStore store = store(1 << 20);
        Writing writing = begin(store, 2);
        writing.outlets().get(0).offer(batch(1L, 2L));
        writing.outlets().get(0).offer(new Element.Watermark(5));
        writing.outlets().get(1).offer(batch("other"));
        end(writing);

        assertThat(kept).containsExactly(ID);
        for (int i = 0; i < 2; i++) {
            assertThat(readAll(store, 0)).containsExactly("1", "2", "Watermark[time=5]", "END");
            assertThat(readAll(store, 1)).containsExactly("other", "END");
        }
        assertThat(disk.files() + other.files()).isZero();
    }

    @Test
    void aConsumerThatComesEarlyWaitsUntilItIsWhole() {
        PartitionStore store = store(1 << 20);
        store.expect(ID);
        AtomicInteger wakeUps = new AtomicInteger();
        Inlet early = store.read(ID, 0, serializer(TestTypes.immutable()));
        early.onElement(wakeUps::incrementAndGet);
        assertThat(early.poll()).isNull();
        Writing writing = store.write(ID, shape(1, false));
        writing.outlets().get(0).offer(batch(1L));
        writing.outlets().get(0).offer(Element.Signal.END);
        assertThat(early.poll()).isNull();
        assertThat(wakeUps).hasValue(0);

        writing.complete();

        assertThat(wakeUps).hasValue(1);
        assertThat(available(early)).containsExactly("1", "END");
    }

    @Test
    void aRecordThatOneReaderChangesIsAsItWasForTheNext() {
        PartitionStore store = store(1 << 20);
        store.expect(ID);
        Writing writing = store.write(ID, shape(1, false, TestTypes.box()));
        writing.outlets().get(0).offer(batch(new TestTypes.Box(1)));
        end(writing);

        for (int i = 0; i < 3; i++) {
            Batch read = (Batch) store.read(ID, 0, serializer(TestTypes.box())).poll();
            TestTypes.Box box = (TestTypes.Box) read.record(0);
            assertThat(box.value).isEqualTo(1);
            box.value = 99;
        }
    }

    @Test
    void whatIsBroadcastIsKeptOnce() {
        PartitionStore store = store(1 << 20);
        store.expect(ID);
        Writing writing = store.write(ID, shape(3, true));
        assertThat(writing.outlets()).hasSize(1);
        Batch sent = batch(1L, 2L, 3L);
        writing.outlets().get(0).offer(sent);
        end(writing);

        assertThat(store.memoryBytes()).isEqualTo(sent.memoryBytes());
        for (int consumer = 0; consumer < 3; consumer++) {
            assertThat(readAll(store, consumer)).containsExactly("1", "2", "3", "END");
        }
    }

    @Test
    void goesToDiskWhenMemoryIsShortAndTheProducerIsWokenThen() {
        PartitionStore store = store(200);
        Writing writing = begin(store, 2);
        Outlet first = writing.outlets().get(0);
        Outlet second = writing.outlets().get(1);
        AtomicInteger wakeUps = new AtomicInteger();
        first.onRoom(wakeUps::incrementAndGet);
        assertThat(first.offer(batch(1L, 2L))).isTrue();
        assertThat(second.offer(batch(3L, 4L))).isTrue();
        assertThat(first.offer(batch(5L))).isFalse();
        assertThat(wakeUps).hasValue(0);

        workDisk();

        assertThat(wakeUps.get()).isPositive();
        assertThat(store.memoryBytes()).isZero();
        assertThat(first.offer(batch(5L))).isTrue();
        end(writing);
        assertThat(readAll(store, 0)).containsExactly("1", "2", "5", "END");
        assertThat(readAll(store, 1)).containsExactly("3", "4", "END");
        assertThat(disk.files() + other.files())
                .as("one file for the partition")
                .isEqualTo(1);
    }

    @Test
    void aReadingGoesOnWhereItWasWhenWhatItReadsGoesToDisk() {
        PartitionStore store = store(10_000);
        Writing writing = begin(store, 1);
        for (long i = 0; i < 50; i++) {
            writing.outlets().get(0).offer(batch(i, -i));
        }
        end(writing);
        Inlet reading = store.read(ID, 0, serializer(TestTypes.immutable()));
        List<String> got = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            got.addAll(Elements.texts(reading.poll()));
        }

        PartitionId pressing = new PartitionId(JOB, 4, 0, 0);
        store.expect(pressing);
        Writing more = store.write(pressing, shape(1, false));
        for (int i = 0; i < 60 && more.outlets().get(0).offer(batch("a", "b")); i++) {}
        workDisk();
        assertThat(disk.usedBytes() + other.usedBytes()).isPositive();
        for (int i = 0; i < 100; i++) {
            got.addAll(available(reading));
            workDisk();
        }

        assertThat(got).isEqualTo(readAll(store, 0)).hasSize(101);
    }

    @Test
    void aRecordLargerThanAnyBufferComesBackWhole() {
        PartitionStore store = store(1);
        Writing writing = begin(store, 1);
        writing.outlets().get(0).offer(batch("small", "y".repeat(3_000_000), "last"));
        workDisk();
        end(writing);

        assertThat(disk.usedBytes() + other.usedBytes()).isGreaterThan(3_000_000);
        assertThat(readAll(store, 0)).containsExactly("small", "y".repeat(3_000_000), "last", "END");
    }

    @Test
    void whatIsLostIsNamed() {
        PartitionStore store = store(1 << 20);
        assertThatThrownBy(() -> store.read(ID, 0, serializer(TestTypes.immutable())))
                .isInstanceOfSatisfying(
                        PartitionLostException.class,
                        lost -> assertThat(lost.partition()).isEqualTo(ID))
                .hasMessageContaining(ID.toString());
        assertThat(store.open(REMOTE)).isEmpty();

        end(begin(store, 1));
        Inlet reading = store.read(ID, 0, serializer(TestTypes.immutable()));
        store.release(List.of(ID));
        assertThatThrownBy(reading::poll).isInstanceOf(PartitionLostException.class);
        assertThatThrownBy(() -> store.read(ID, 0, serializer(TestTypes.immutable())))
                .isInstanceOf(PartitionLostException.class);
    }

    @Test
    void aPartitionWhoseProducerFailsIsDroppedAndWhoWaitsIsLeftToBeCancelled() {
        PartitionStore store = store(1 << 20);
        Writing writing = begin(store, 1);
        writing.outlets().get(0).offer(batch(1L));
        Inlet waiting = store.read(ID, 0, serializer(TestTypes.immutable()));
        assertThat(waiting.poll()).isNull();

        writing.drop();

        assertThat(waiting.poll()).isNull();
        assertThat(kept).isEmpty();
        assertThat(store.memoryBytes()).isZero();
        assertThat(store.size()).isZero();
        writing.complete();
        assertThat(kept).isEmpty();
    }

    @Test
    void releasingFreesMemoryAndDiskAndLeavesOthersAlone() {
        PartitionStore store = store(1);
        PartitionId next = new PartitionId(JOB, 3, 1, 0);
        Writing writing = begin(store, 1);
        writing.outlets().get(0).offer(batch(1L));
        workDisk();
        end(writing);
        store.expect(next);
        Writing second = store.write(next, shape(1, false));
        second.outlets().get(0).offer(batch(2L));
        end(second);

        store.release(List.of(next));
        assertThat(store.memoryBytes()).isZero();
        workDisk();
        assertThat(readAll(store, 0)).containsExactly("1", "END");
        store.forget(JOB);
        assertThat(disk.files() + other.files()).isZero();
        assertThat(disk.usedBytes() + other.usedBytes()).isZero();
        assertThat(store.size()).isZero();
    }

    @Test
    void nothingIsLeftWhenAPartitionIsReleasedWhileItIsSpilled() {
        PartitionStore store = store(1);
        Writing writing = begin(store, 1);
        writing.outlets().get(0).offer(batch(1L));
        assertThat(diskWork).hasSize(1);
        store.forget(JOB);
        workDisk();
        writing.outlets().get(0).offer(batch(2L));
        workDisk();

        assertThat(disk.files() + other.files()).isZero();
        assertThat(store.memoryBytes()).isZero();
    }

    @Test
    void takesTheNextDirectoryWhenOneIsFull() {
        PartitionStore store = store(1);
        disk.capacity(1_000);
        Writing writing = begin(store, 1);
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            assertThat(writing.outlets().get(0).offer(large("r" + i, 100))).isTrue();
            expected.add("r" + i + "x".repeat(100));
            workDisk();
        }
        end(writing);
        expected.add("END");

        assertThat(readAll(store, 0)).isEqualTo(expected);
        assertThat(other.usedBytes()).isPositive();
        assertThat(disk.usedBytes()).isLessThanOrEqualTo(1_000);
    }

    @Test
    void aFullDiskFailsTheProducerByNamingDirectoriesAndSettings() {
        PartitionStore store = store(1);
        disk.capacity(50);
        other.capacity(0);
        Writing writing = begin(store, 1);
        Outlet outlet = writing.outlets().get(0);
        assertThat(outlet.offer(large("r", 100))).isTrue();
        workDisk();

        assertThatThrownBy(() -> outlet.offer(batch(1L)))
                .isInstanceOf(BlockingExchangeException.class)
                .hasMessageContaining("disk-1, disk-2")
                .hasMessageContaining("No space left")
                .hasMessageContaining("io.tmp.dirs")
                .hasMessageContaining("taskmanager.memory.blocking-exchange.max");
        writing.drop();
        assertThat(disk.usedBytes() + other.usedBytes()).isZero();

        disk.capacity(1_000_000);
        PartitionId next = new PartitionId(JOB, 3, 0, 1);
        store.expect(next);
        Writing again = store.write(next, shape(1, false));
        for (int i = 0; i < 5; i++) {
            assertThat(again.outlets().get(0).offer(batch(1L))).isTrue();
            workDisk();
        }
    }

    @Test
    void aRecordThatCannotBeSerialisedIsAnErrorOnlyWhenItMustBe() {
        Object strange = new Object();
        PartitionStore roomy = store(1 << 20);
        Writing kept = begin(roomy, 1);
        kept.outlets().get(0).offer(batch(strange));
        end(kept);
        assertThat(readAll(roomy, 0)).containsExactly(strange.toString(), "END");

        PartitionStore tight = store(1);
        Writing spilled = begin(tight, 1);
        spilled.outlets().get(0).offer(batch(strange));
        workDisk();
        assertThatThrownBy(() -> spilled.outlets().get(0).offer(batch(1L)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("'a' => 'b'")
                .hasMessageContaining("these tests cannot serialise");
        spilled.drop();
        assertThat(tight.memoryBytes()).isZero();
        assertThat(disk.files() + other.files()).isZero();
    }

    @Test
    void anotherTaskManagerIsFedAsItTakes() {
        PartitionStore store = store(500);
        Writing writing = begin(store, 1);
        List<String> expected = new ArrayList<>();
        for (long i = 0; i < 40; i++) {
            while (!writing.outlets().get(0).offer(batch(i))) {
                workDisk();
            }
            expected.add(String.valueOf(i));
        }
        end(writing);
        expected.add("END");

        for (int attempt = 0; attempt < 2; attempt++) {
            Channel channel = store.open(REMOTE).orElseThrow().channel();
            List<String> got = new ArrayList<>();
            for (int i = 0; i < 1_000 && !got.contains("END"); i++) {
                workDisk();
                Element element = channel.poll();
                if (element != null) {
                    got.addAll(Elements.texts(element));
                }
            }
            assertThat(got).isEqualTo(expected);
        }
    }

    @Test
    void anotherTaskManagerHearsWhyAPartitionIsLost() {
        PartitionStore store = store(1);
        Writing writing = begin(store, 1);
        writing.outlets().get(0).offer(batch(1L));
        workDisk();
        end(writing);
        (disk.files() > 0 ? disk : other).damage(12, 1);
        Channel channel = store.open(REMOTE).orElseThrow().channel();
        workDisk();

        assertThatThrownBy(channel::poll)
                .isInstanceOf(PartitionLostException.class)
                .hasMessageContaining("partition-0")
                .hasMessageContaining("checksum");
    }

    @Test
    void noDamagedByteGivesWrongRecords() {
        PartitionStore store = store(1);
        Writing writing = begin(store, 1);
        for (long i = 0; i < 4; i++) {
            writing.outlets().get(0).offer(batch(i, "text " + i));
            workDisk();
        }
        writing.outlets().get(0).offer(new Element.Watermark(9));
        end(writing);
        MemorySpillDirectory used = disk.files() > 0 ? disk : other;
        List<String> right = readAll(store, 0);
        assertThat(right).hasSize(10);

        for (long at = 0; at < used.usedBytes(); at++) {
            for (int bits : new int[] {1, 0x80, 0xff}) {
                used.damage(at, bits);
                Throwable thrown = catchThrowable(() -> readAll(store, 0));
                assertThat(thrown)
                        .as("byte %d with bits %d", at, bits)
                        .isInstanceOf(PartitionLostException.class)
                        .hasMessageContaining(used.name() + "/partition-");
                used.damage(at, bits);
            }
        }
        assertThat(readAll(store, 0)).isEqualTo(right);
    }

    @Test
    void closingLeavesNothing() {
        PartitionStore store = store(1);
        Writing writing = begin(store, 1);
        writing.outlets().get(0).offer(batch(1L));
        workDisk();
        store.close();

        assertThat(disk.files() + other.files()).isZero();
        assertThat(store.memoryBytes()).isZero();
    }
}
