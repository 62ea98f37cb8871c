package io.millrace.taskmanager.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.dataflow.JobID;
import io.millrace.dataflow.contract.Output;
import io.millrace.dataflow.serialization.SerializerConfigImpl;
import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.dataflow.typeutils.TypeSerializer;
import io.millrace.taskmanager.kit.TestTypes;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How records become batches, and what happens when a channel is full. */
class TaskOutputsTest {
    private final Channel channel = new ChannelHub(1_000).channel(new ChannelId(new JobID(1, 2), 0, 0, 0, 0, 0));
    private final Channel bounded = new ChannelHub(4).channel(new ChannelId(new JobID(1, 2), 1, 0, 0, 0, 0));
    private int overflows;

    private final TaskOutputs outputs = new TaskOutputs(() -> {}, new TaskOutputs.Backpressure() {
        @Override
        public void overflowed(TaskOutputs full) {
            overflows++;
        }

        @Override
        public void began() {}
    });

    private EdgeWriter writer(Channel to) {
        TypeSerializer<Object> serializer = TestTypes.immutable().createSerializer(new SerializerConfigImpl());
        EdgeWriter writer = new EdgeWriter(List.of(to), serializer, outputs, EdgeWriter.Place.OUTSIDE);
        outputs.add(writer);
        return writer;
    }

    private static List<Integer> batchSizes(Channel from) {
        List<Integer> sizes = new ArrayList<>();
        for (Element element = from.poll(); element != null; element = from.poll()) {
            sizes.add(((Batch) element).size());
        }
        return sizes;
    }

    @Test
    void batchesGrowUnderLoadAndShrinkWhenFlushedEarly() {
        EdgeWriter writer = writer(channel);
        for (int i = 0; i < 5_000; i++) {
            writer.append(0, "r", Output.NO_TIMESTAMP);
        }
        assertThat(batchSizes(channel)).startsWith(1, 16, 64, 256, 1024, 1024).allMatch(size -> size <= 1024);

        outputs.flush();
        for (int i = 0; i < 3; i++) {
            writer.append(0, "r", Output.NO_TIMESTAMP);
            outputs.flush();
        }
        for (int i = 0; i < 20; i++) {
            writer.append(0, "r", Output.NO_TIMESTAMP);
        }
        List<Integer> sizes = batchSizes(channel);
        assertThat(sizes.subList(1, sizes.size())).containsExactly(1, 1, 1, 16);
    }

    @Test
    void largeRecordsTravelInSmallBatches() {
        EdgeWriter writer = writer(channel);
        String large = "x".repeat(30_000);
        for (int i = 0; i < 30; i++) {
            writer.append(0, large, Output.NO_TIMESTAMP);
        }
        outputs.flush();

        List<Integer> sizes = batchSizes(channel);
        assertThat(sizes.subList(1, sizes.size())).allMatch(size -> size <= 4);
        assertThat(sizes.stream().mapToInt(size -> size).sum()).isEqualTo(30);
    }

    @Test
    void aLargeRecordAmongSmallOnesEndsItsBatch() {
        EdgeWriter writer = writer(channel);
        for (int i = 0; i < 1 + 16 + 64 + 10; i++) {
            writer.append(0, "small", Output.NO_TIMESTAMP);
        }
        for (int i = 0; i < 3; i++) {
            writer.append(0, i == 1 ? Tuple2.of(1, new byte[200_000]) : "x".repeat(200_000), Output.NO_TIMESTAMP);
        }
        assertThat(batchSizes(channel)).containsExactly(1, 16, 64, 11, 1, 1);
    }

    @Test
    void keepsTimestampsOnlyIfThereAreAny() {
        EdgeWriter writer = writer(channel);
        writer.append(0, "first", Output.NO_TIMESTAMP);
        channel.poll();
        writer.append(0, "a", Output.NO_TIMESTAMP);
        outputs.flush();
        writer.append(0, "b", Output.NO_TIMESTAMP);
        writer.append(0, "c", 7);
        writer.append(0, "d", Output.NO_TIMESTAMP);
        outputs.flush();

        assertThat(((Batch) channel.poll()).timestamps()).isNull();
        Batch mixed = (Batch) channel.poll();
        assertThat(mixed.timestamp(0)).isEqualTo(Output.NO_TIMESTAMP);
        assertThat(mixed.timestamp(1)).isEqualTo(7);
        assertThat(mixed.timestamp(2)).isEqualTo(Output.NO_TIMESTAMP);
    }

    @Test
    void keepsWhatDoesNotFitInOrderAndCountsIt() {
        EdgeWriter writer = writer(bounded);
        for (int i = 0; i < 5_000; i++) {
            writer.append(0, i, Output.NO_TIMESTAMP);
        }
        outputs.event(Element.Signal.END);

        assertThat(outputs.isOverflowing()).isTrue();
        assertThat(overflows).isPositive();
        assertThat(outputs.overflowBytes()).isGreaterThan(3_000L * 40);
        List<Object> got = new ArrayList<>();
        Element last = null;
        while (last != Element.Signal.END) {
            last = bounded.poll();
            if (last instanceof Batch batch) {
                for (int i = 0; i < batch.size(); i++) {
                    got.add(batch.record(i));
                }
            }
            outputs.drain();
        }
        assertThat(got).hasSize(5_000).isSortedAccordingTo((a, b) -> Integer.compare((int) a, (int) b));
        assertThat(outputs.isOverflowing()).isFalse();
        assertThat(outputs.overflowBytes()).isZero();
    }

    @Test
    void nothingGoesOutOfAFencedTask() {
        EdgeWriter writer = writer(channel);
        writer.append(0, "sent at once, as it is the first", Output.NO_TIMESTAMP);
        assertThat(batchSizes(channel)).containsExactly(1);
        writer.append(0, "a", Output.NO_TIMESTAMP);
        outputs.fence();

        assertThatThrownBy(outputs::flush).isInstanceOf(TaskCancelledError.class);
        assertThat(channel.poll()).isNull();
    }
}
