package io.millrace.taskmanager.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.taskmanager.exchange.Element.Barrier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Gates whose channels bring what a test says, and the moments at which checkpoints are due. Records are watermarks here. */
class AlignmentTest {
    private static final class Script implements Inlet {
        private final Queue<Element> elements = new ArrayDeque<>();

        @Override
        public void onElement(WakeUp wakeUp) {}

        @Override
        public @Nullable Element poll() {
            return elements.poll();
        }

        @Override
        public void release(ChannelHub hub) {}
    }

    private final List<Script> channels = new ArrayList<>();
    private final List<Long> taken = new ArrayList<>();
    private final List<Long> overtaken = new ArrayList<>();
    private Alignment alignment = new Alignment(true, () -> 0);
    private InputGate gate = new InputGate(List.of(), () -> {});

    private void gate(boolean exactlyOnce, int count) {
        channels.clear();
        IntStream.range(0, count).forEach(i -> channels.add(new Script()));
        gate = new InputGate(channels, () -> {});
        alignment = new Alignment(exactlyOnce, () -> 0);
        alignment.over(gate);
    }

    private void brings(int channel, Object... what) {
        for (Object one : what) {
            channels.get(channel)
                    .elements
                    .add(one instanceof Integer id ? new Barrier(id, 0) : new Element.Watermark((Long) one));
        }
    }

    /** Reads on until nothing comes, taking each checkpoint as soon as it is due; returns the records. */
    private List<Long> read() {
        List<Long> records = new ArrayList<>();
        while (true) {
            Element element = gate.poll();
            if (element instanceof Element.Watermark record) {
                records.add(record.time());
            } else if (element != null) {
                gate.observe(element);
            }
            long late = alignment.takeOvertaken();
            if (late > 0) {
                overtaken.add(late);
            }
            Barrier due = alignment.due();
            if (due != null) {
                taken.add(due.checkpoint());
                alignment.taken();
            } else if (element == null && late == 0) {
                return records;
            }
        }
    }

    @Test
    void aHeldChannelIsReadAgainWhenWordComesThatItsCheckpointWasGivenUp() {
        gate(true, 2);
        brings(0, 1, 10L);
        assertThat(read()).isEmpty();
        alignment.giveUp(1);
        assertThat(read()).containsExactly(10L);
        assertThat(taken).isEmpty();
    }

    @Test
    void theBarrierOfALaterCheckpointEndsAnAlignmentWhoseEndNobodyTold() {
        gate(true, 2);
        brings(0, 1, 10L, 2, 11L);
        assertThat(read()).isEmpty();
        brings(1, 20L, 2);
        assertThat(read()).containsExactlyInAnyOrder(10L, 11L, 20L);
        assertThat(overtaken).containsExactly(1L);
        assertThat(taken).containsExactly(2L);
    }

    @Test
    void withAtLeastOnceALaterBarrierWaitsForTheEarlierCheckpoint() {
        gate(false, 2);
        brings(0, 1, 10L, 2, 11L, 3, 12L);
        assertThat(read()).containsExactly(10L);
        brings(1, 20L, 1, 21L);
        assertThat(read()).containsExactlyInAnyOrder(20L, 11L, 21L);
        assertThat(taken).containsExactly(1L);
        brings(1, 2, 3);
        assertThat(read()).containsExactly(12L);
        assertThat(taken).containsExactly(1L, 2L, 3L);
        assertThat(overtaken).isEmpty();
    }

    @Test
    void withAtLeastOnceAGivenUpCheckpointLetsTheWaitingBarrierIn() {
        gate(false, 2);
        brings(0, 1, 2, 10L);
        assertThat(read()).isEmpty();
        alignment.giveUp(1);
        assertThat(read()).containsExactly(10L);
        brings(1, 2);
        read();
        assertThat(taken).containsExactly(2L);
    }

    @Test
    void withAtLeastOnceABarrierThatWaitsForNothingAnyMoreOpensItsChannel() {
        gate(false, 2);
        brings(0, 1, 2, 10L, 3);
        assertThat(read()).isEmpty();
        brings(1, 3, 20L);
        assertThat(read()).containsExactlyInAnyOrder(10L, 20L);
        assertThat(overtaken).containsExactly(1L);
        assertThat(taken).containsExactly(3L);
    }

    private static void ends(Script channel) {
        channel.elements.add(Element.Signal.END);
    }

    @Test
    void anEndedInputWaitsForTheOtherAndAChannelThatEndsIsNotWaitedFor() {
        gate(true, 1);
        InputGate left = gate;
        Script leftChannel = channels.get(0);
        Script rightChannel = new Script();
        InputGate right = new InputGate(List.of(rightChannel), () -> {});
        alignment.over(right);
        rightChannel.elements.add(new Barrier(1, 0));
        assertThat(right.poll()).isNull();
        assertThat(alignment.due()).isNull();
        ends(leftChannel);
        left.observe(left.poll());
        assertThat(alignment.due()).isEqualTo(new Barrier(1, 0));
        alignment.taken();
        rightChannel.elements.add(new Barrier(2, 0));
        assertThat(right.poll()).isNull();
        assertThat(alignment.due()).isEqualTo(new Barrier(2, 0));
    }

    @Test
    void whatWasTriggeredBeforeTheLastInputEndedIsTakenInOrder() {
        gate(true, 2);
        brings(0, 1);
        ends(channels.get(0));
        for (int checkpoint = 1; checkpoint <= 4; checkpoint++) {
            alignment.trigger(new Barrier(checkpoint, 0));
        }
        alignment.giveUp(3);
        assertThat(read()).isEmpty();
        assertThat(taken).isEmpty();
        ends(channels.get(1));
        assertThat(read()).isEmpty();
        assertThat(taken).containsExactly(1L, 2L, 4L);
        assertThat(overtaken).isEmpty();
    }

    /** Barriers come in order in each channel, and each is missing in none: all checkpoints are taken, in order. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void checkpointsAtOnceAreTakenOneAfterAnotherWhateverTheChannelsDo(boolean exactlyOnce) {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            gate(exactlyOnce, 1 + random.nextInt(4));
            taken.clear();
            overtaken.clear();
            List<Long> all = new ArrayList<>();
            int[] next = new int[channels.size()];
            List<Long> records = new ArrayList<>();
            while (IntStream.of(next).anyMatch(n -> n < 5)) {
                int channel = random.nextInt(channels.size());
                if (random.nextBoolean()) {
                    all.add((long) all.size());
                    brings(channel, all.get(all.size() - 1));
                } else if (next[channel] < 5) {
                    brings(channel, ++next[channel]);
                }
                if (random.nextInt(3) == 0) {
                    records.addAll(read());
                }
            }
            records.addAll(read());
            assertThat(taken).as("seed %d", seed).containsExactly(1L, 2L, 3L, 4L, 5L);
            assertThat(overtaken).isEmpty();
            assertThat(records).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(all);
        }
    }
}
