package io.millrace.state.heap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.dataflow.contract.KeyedStateBackend;
import io.millrace.dataflow.contract.KeyedStateInput;
import io.millrace.dataflow.memory.DataInputView;
import io.millrace.dataflow.memory.DataOutputView;
import io.millrace.dataflow.state.ListStateDescriptor;
import io.millrace.dataflow.state.StateTtlConfig;
import io.millrace.dataflow.state.ValueState;
import io.millrace.dataflow.state.ValueStateDescriptor;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.types.Types;
import io.millrace.dataflow.typeutils.SimpleTypeSerializerSnapshot;
import io.millrace.dataflow.typeutils.TypeSerializer;
import io.millrace.dataflow.typeutils.TypeSerializerSnapshot;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class HeapSnapshotTest {
    private long now;

    private Map<Integer, byte[]> snapshotOf(ValueStateDescriptor<Long> descriptor) throws Exception {
        KeyedStateBackend<String> state = Backends.keyed("op", Types.STRING, 128, 0, 127, () -> now);
        ValueState<Long> value = state.state(descriptor);
        state.setCurrentKey("a");
        value.update(7L);
        return blocksOf(state);
    }

    private static Map<Integer, byte[]> blocksOf(KeyedStateBackend<?> state) throws Exception {
        Map<Integer, byte[]> blocks = new TreeMap<>();
        state.capture(1).writeTo(blocks::put);
        return blocks;
    }

    private <K> KeyedStateBackend<K> restored(TypeInformation<K> keyType, Map<Integer, byte[]> blocks) {
        KeyedStateInput input = (first, last, target) -> {
            for (Map.Entry<Integer, byte[]> block : blocks.entrySet()) {
                target.keyGroup(block.getKey(), block.getValue());
            }
        };
        return Backends.keyed("op", keyType, 128, 0, 127, () -> now, input);
    }

    @Test
    void aStateOfAnotherTypeIsRefusedByName() throws Exception {
        KeyedStateBackend<String> again =
                restored(Types.STRING, snapshotOf(new ValueStateDescriptor<>("v", Types.LONG)));

        assertThatThrownBy(() -> again.state(new ValueStateDescriptor<>("v", Types.STRING)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("'op'")
                .hasMessageContaining("'v'")
                .hasMessageContaining("expected=VALUE of Long")
                .hasMessageContaining("actual=VALUE of String");
    }

    @Test
    void aStateOfAnotherKindIsRefused() throws Exception {
        KeyedStateBackend<String> again =
                restored(Types.STRING, snapshotOf(new ValueStateDescriptor<>("v", Types.LONG)));

        assertThatThrownBy(() -> again.state(new ListStateDescriptor<>("v", Types.LONG)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("actual=LIST of List<Long>");
    }

    @Test
    void aStateThatNowExpiresIsRefused() throws Exception {
        KeyedStateBackend<String> again =
                restored(Types.STRING, snapshotOf(new ValueStateDescriptor<>("v", Types.LONG)));
        ValueStateDescriptor<Long> expiring = new ValueStateDescriptor<>("v", Types.LONG);
        expiring.enableTimeToLive(
                StateTtlConfig.newBuilder(Duration.ofSeconds(1)).build());

        assertThatThrownBy(() -> again.state(expiring)).hasMessageContaining("with a time to live");
    }

    @Test
    void keysOfAnotherTypeAreRefused() throws Exception {
        KeyedStateBackend<Long> again = restored(Types.LONG, snapshotOf(new ValueStateDescriptor<>("v", Types.LONG)));

        assertThatThrownBy(() -> again.state(new ValueStateDescriptor<>("v", Types.LONG)))
                .hasMessageContaining("by String")
                .hasMessageContaining("by Long");
    }

    @Test
    void whatNobodyAsksForIsInTheNextSnapshot() throws Exception {
        Map<Integer, byte[]> blocks = snapshotOf(new ValueStateDescriptor<>("v", Types.LONG));
        KeyedStateBackend<String> without = restored(Types.STRING, blocks);
        KeyedStateBackend<String> again = restored(Types.STRING, blocksOf(without));

        ValueState<Long> value = again.state(new ValueStateDescriptor<>("v", Types.LONG));
        again.setCurrentKey("a");
        assertThat(value.value()).isEqualTo(7L);
    }

    @Test
    void theTimeToLiveGoesOnFromTheLastUse() throws Exception {
        ValueStateDescriptor<Long> expiring = new ValueStateDescriptor<>("v", Types.LONG);
        expiring.enableTimeToLive(
                StateTtlConfig.newBuilder(Duration.ofMillis(100)).build());
        now = 1_000;
        Map<Integer, byte[]> blocks = snapshotOf(expiring);
        now = 1_099;
        KeyedStateBackend<String> again = restored(Types.STRING, blocks);
        ValueState<Long> value = again.state(expiring);
        again.setCurrentKey("a");

        assertThat(value.value()).isEqualTo(7L);
        now = 1_100;
        assertThat(value.value()).isNull();
    }

    @Test
    void blocksOfOtherKeyGroupsAreLeftOut() throws Exception {
        Map<Integer, byte[]> blocks = snapshotOf(new ValueStateDescriptor<>("v", Types.LONG));
        int group = blocks.keySet().iterator().next();
        int other = group == 0 ? 1 : 0;
        KeyedStateInput input = (first, last, target) -> target.keyGroup(group, blocks.get(group));
        KeyedStateBackend<String> again = Backends.keyed("op", Types.STRING, 128, other, other, () -> now, input);

        again.state(new ValueStateDescriptor<>("v", Types.LONG));
        assertThat(blocksOf(again)).isEmpty();
    }

    /** A value that may change, and one of which each serialiser is counted. */
    private static final class Amount {
        long cents;
    }

    private static final class CountedSerializer extends TypeSerializer<Amount> {
        private static final long serialVersionUID = 1L;
        private static final AtomicInteger MADE = new AtomicInteger();

        CountedSerializer() {
            MADE.incrementAndGet();
        }

        @Override
        public boolean isImmutableType() {
            return false;
        }

        @Override
        public TypeSerializer<Amount> duplicate() {
            return new CountedSerializer();
        }

        @Override
        public Amount createInstance() {
            return new Amount();
        }

        @Override
        public Amount copy(Amount from) {
            Amount copy = new Amount();
            copy.cents = from.cents;
            return copy;
        }

        @Override
        public int getLength() {
            return Long.BYTES;
        }

        @Override
        public TypeSerializerSnapshot<Amount> snapshotConfiguration() {
            return new CountedSnapshot();
        }

        @Override
        public void serialize(Amount record, DataOutputView target) throws IOException {
            target.writeLong(record.cents);
        }

        @Override
        public Amount deserialize(DataInputView source) throws IOException {
            Amount read = new Amount();
            read.cents = source.readLong();
            return read;
        }
    }

    public static final class CountedSnapshot extends SimpleTypeSerializerSnapshot<Amount> {
        public CountedSnapshot() {
            super(CountedSerializer::new);
        }
    }

    @Test
    void whatWritesAStateIsKeptFromSnapshotToSnapshot() throws Exception {
        KeyedStateBackend<String> state = Backends.keyed("op", Types.STRING, 128, 0, 127, () -> now);
        ValueState<Amount> value = state.state(new ValueStateDescriptor<>("v", new CountedSerializer()));
        for (String key : List.of("a", "b", "c", "d")) {
            state.setCurrentKey(key);
            value.update(new Amount());
        }
        Map<Integer, byte[]> first = blocksOf(state);
        int made = CountedSerializer.MADE.get();

        for (int again = 0; again < 10; again++) {
            assertThat(blocksOf(state)).containsExactlyEntriesOf(first);
        }
        assertThat(CountedSerializer.MADE).hasValue(made);
    }

    /** What was captured first is written last, and both in pieces by turns. */
    @Test
    void snapshotsThatAreWrittenAtTheSameTimeDoNotDisturbEachOther() throws Exception {
        KeyedStateBackend<String> state = Backends.keyed("op", Types.STRING, 128, 0, 127, () -> now);
        ValueState<Long> value = state.state(new ValueStateDescriptor<>("v", Types.LONG));
        for (long number = 1; number <= 50; number++) {
            state.setCurrentKey("key " + number);
            value.update(number);
        }
        Map<Integer, byte[]> before = blocksOf(state);
        KeyedStateBackend.Snapshot old = state.capture(1);
        for (long number = 1; number <= 50; number++) {
            state.setCurrentKey("key " + number);
            value.update(-number);
        }
        Map<Integer, byte[]> after = blocksOf(state);
        KeyedStateBackend.Snapshot young = state.capture(2);

        Map<Integer, byte[]> olds = new TreeMap<>();
        Map<Integer, byte[]> youngs = new TreeMap<>();
        old.writeTo((group, block) -> {
            olds.put(group, block);
            if (youngs.isEmpty()) {
                young.writeTo(youngs::put);
            }
        });
        assertThat(olds).containsExactlyEntriesOf(before);
        assertThat(youngs).containsExactlyEntriesOf(after);
    }

    @Test
    void classesAreLookedForWhereTheTaskLooksWhicheverThreadWrites() throws Exception {
        KeyedStateBackend<String> state = Backends.keyed("op", Types.STRING, 128, 0, 127, () -> now);
        ValueState<Long> value = state.state(new ValueStateDescriptor<>("v", Types.LONG));
        state.setCurrentKey("a");
        value.update(1L);
        Thread thread = Thread.currentThread();
        ClassLoader own = thread.getContextClassLoader();
        ClassLoader ofTask = new ClassLoader(own) {};
        thread.setContextClassLoader(ofTask);
        KeyedStateBackend.Snapshot snapshot = state.capture(1);
        thread.setContextClassLoader(own);

        List<ClassLoader> seen = new ArrayList<>();
        snapshot.writeTo((group, block) -> seen.add(thread.getContextClassLoader()));
        assertThat(seen).containsExactly(ofTask);
        assertThat(thread.getContextClassLoader()).isSameAs(own);
    }
}
