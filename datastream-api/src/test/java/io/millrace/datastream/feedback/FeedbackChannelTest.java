package io.millrace.datastream.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.testing.seeds.Seeds;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;

/** The way back in a loop. */
class FeedbackChannelTest {
    @TempDir
    Path folder;

    private FeedbackChannel channel(long memoryBytes) {
        FeedbackChannel channel = new FeedbackChannel(memoryBytes);
        AtomicInteger files = new AtomicInteger();
        channel.openTail(() -> Files.createFile(folder.resolve("feedback-" + files.getAndIncrement())));
        return channel;
    }

    private static byte[] record(int value, int size) {
        return ByteBuffer.allocate(Math.max(size, Integer.BYTES)).putInt(value).array();
    }

    private static int value(byte[] record) {
        return ByteBuffer.wrap(record).getInt();
    }

    @ParameterizedTest
    @Seeds(20)
    void givesWhatItTookInOrderFromMemoryAndFile(long seed) throws IOException {
        Random random = new Random(seed);
        FeedbackChannel channel = channel(1 + random.nextInt(4000));
        Deque<Integer> model = new ArrayDeque<>();
        int next = 0;
        for (int round = 0; round < 50; round++) {
            for (int i = random.nextInt(60); i > 0; i--) {
                model.add(next);
                channel.add(record(next++, random.nextInt(random.nextInt(20) == 0 ? 100_000 : 40)));
            }
            for (int i = random.nextInt(60); i > 0; i--) {
                byte[] record = channel.poll();
                Integer expected = model.poll();
                assertThat(record == null ? null : value(record)).isEqualTo(expected);
            }
        }
        while (!model.isEmpty()) {
            assertThat(value(channel.poll())).isEqualTo(model.poll());
        }
        assertThat(channel.poll()).isNull();
        channel.closeTail();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void keepsForACheckpointWhatIsBetweenTheBarriersOfItsEnds() throws IOException {
        FeedbackChannel channel = channel(20);
        List<Integer> added = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            channel.add(record(i, 4));
            added.add(i);
        }
        assertThat(value(channel.poll())).isZero();
        channel.beginCheckpoint(7);
        channel.poll();
        channel.add(record(10, 4));
        channel.beginCheckpoint(8);
        channel.add(record(11, 4));
        assertThat(channel.endCheckpoint(7).stream().map(FeedbackChannelTest::value))
                .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
        channel.add(record(12, 4));
        assertThat(channel.endCheckpoint(8).stream().map(FeedbackChannelTest::value))
                .containsExactly(2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
        assertThat(channel.endCheckpoint(9)).isEmpty();
    }

    @Test
    void wakesTheHeadForTheFirstRecordOnly() throws IOException {
        FeedbackChannel channel = channel(100);
        AtomicInteger wakes = new AtomicInteger();
        channel.openHead(wakes::incrementAndGet);
        channel.add(record(1, 4));
        channel.add(record(2, 4));
        assertThat(wakes).hasValue(1);
        channel.poll();
        channel.poll();
        channel.add(record(3, 4));
        channel.endInput();
        assertThat(wakes).hasValue(3);
        assertThat(channel.inputEnded()).isTrue();
    }
}
