package io.millrace.state.heap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.millrace.dataflow.contract.KeyedStateBackend;
import io.millrace.dataflow.contract.KeyedStateBackend.NamespacedState;
import io.millrace.dataflow.contract.KeyedStateInput;
import io.millrace.dataflow.contract.KeyedTimers;
import io.millrace.dataflow.functions.AggregateFunction;
import io.millrace.dataflow.state.AggregatingState;
import io.millrace.dataflow.state.AggregatingStateDescriptor;
import io.millrace.dataflow.state.KeyGroupRange;
import io.millrace.dataflow.state.KeyGroupRangeAssignment;
import io.millrace.dataflow.state.ListState;
import io.millrace.dataflow.state.ListStateDescriptor;
import io.millrace.dataflow.state.MapState;
import io.millrace.dataflow.state.MapStateDescriptor;
import io.millrace.dataflow.state.ReducingState;
import io.millrace.dataflow.state.ReducingStateDescriptor;
import io.millrace.dataflow.state.StateTtlConfig;
import io.millrace.dataflow.state.ValueState;
import io.millrace.dataflow.state.ValueStateDescriptor;
import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.dataflow.types.LateBoundTypeInfo;
import io.millrace.dataflow.types.Types;
import io.millrace.testing.seeds.Seeds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;

/**
 * Random use of all kinds of state and timers, captured at a random moment while the use goes on, and restored into
 * backends of another number: together they hold what a plain map of the moment holds.
 */
class HeapSnapshotModelTest {
    private static final int KEY_GROUPS = 32;

    /** Sums into a mutable accumulator. */
    private static final class Sum implements AggregateFunction<Integer, Tuple2<Integer, Integer>, String> {
        private static final long serialVersionUID = 1L;

        @Override
        public Tuple2<Integer, Integer> createAccumulator() {
            return Tuple2.of(0, 0);
        }

        @Override
        public Tuple2<Integer, Integer> add(Integer value, Tuple2<Integer, Integer> accumulator) {
            accumulator.f0 += value;
            accumulator.f1++;
            return accumulator;
        }

        @Override
        public String getResult(Tuple2<Integer, Integer> accumulator) {
            return accumulator.f0 + "/" + accumulator.f1;
        }

        @Override
        public Tuple2<Integer, Integer> merge(Tuple2<Integer, Integer> a, Tuple2<Integer, Integer> b) {
            return Tuple2.of(a.f0 + b.f0, a.f1 + b.f1);
        }
    }

    /** All kinds of state of one backend. */
    private static final class Used {
        final KeyedStateBackend<Object> backend;
        final ValueState<Long> value;
        final ValueState<Tuple2<String, Integer>> mutable;
        final ValueState<Long> expiring;
        final MapState<String, Integer> map;
        final NamespacedState<Object, ListState<Integer>> list;
        final NamespacedState<Object, ReducingState<Integer>> sum;
        final NamespacedState<Object, AggregatingState<Integer, String>> aggregate;
        final KeyedTimers<Object, Object> timers;

        Used(KeyGroupRange groups, KeyedStateInput restored) {
            backend = Backends.keyed(
                    "op",
                    LateBoundTypeInfo.any(),
                    KEY_GROUPS,
                    groups.startKeyGroup(),
                    groups.endKeyGroup(),
                    () -> 5,
                    restored);
            value = backend.state(new ValueStateDescriptor<>("value", Types.LONG));
            mutable = backend.state(new ValueStateDescriptor<>("mutable", Types.TUPLE(Types.STRING, Types.INT)));
            ValueStateDescriptor<Long> ending = new ValueStateDescriptor<>("expiring", Types.LONG);
            ending.enableTimeToLive(
                    StateTtlConfig.newBuilder(Duration.ofHours(1)).build());
            expiring = backend.state(ending);
            map = backend.state(new MapStateDescriptor<>("map", Types.STRING, Types.INT));
            list = backend.state(LateBoundTypeInfo.any(), new ListStateDescriptor<>("list", Types.INT));
            sum = backend.state(LateBoundTypeInfo.any(), new ReducingStateDescriptor<>("sum", Integer::sum, Types.INT));
            aggregate = backend.state(
                    LateBoundTypeInfo.any(),
                    new AggregatingStateDescriptor<>("aggregate", new Sum(), Types.TUPLE(Types.INT, Types.INT)));
            timers = backend.timers("timers", LateBoundTypeInfo.any());
        }

        /** What can be seen of a key. */
        String shown(Object key) throws Exception {
            backend.setCurrentKey(key);
            StringBuilder all = new StringBuilder();
            all.append(value.value())
                    .append(' ')
                    .append(mutable.value())
                    .append(' ')
                    .append(expiring.value());
            Map<String, Integer> entries = new TreeMap<>();
            map.entries().forEach(entry -> entries.put(entry.getKey(), entry.getValue()));
            all.append(entries);
            for (Object namespace : NAMESPACES) {
                all.append(' ').append(list.in(namespace).get());
                all.append(' ').append(sum.in(namespace).get());
                all.append(' ').append(aggregate.in(namespace).get());
            }
            return all.toString();
        }
    }

    private static final List<Object> NAMESPACES = List.of("one", 2, Tuple2.of("three", 3L));

    private static final List<Object> KEYS = keys();

    private static List<Object> keys() {
        List<Object> keys = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            keys.add("key" + i);
            keys.add((long) i);
            keys.add(Tuple2.of(i, "tuple"));
        }
        return keys;
    }

    private static KeyGroupRange range(int parallelism, int subtask) {
        return KeyGroupRangeAssignment.computeKeyGroupRangeForOperatorIndex(KEY_GROUPS, parallelism, subtask);
    }

    private static int subtaskOf(Object key, int parallelism) {
        return KeyGroupRangeAssignment.computeOperatorIndexForKeyGroup(
                KEY_GROUPS, parallelism, KeyGroupOrder.groupOf(key, KEY_GROUPS));
    }

    private static void useOnce(Used used, Object key, Random random) throws Exception {
        used.backend.setCurrentKey(key);
        Object namespace = NAMESPACES.get(random.nextInt(NAMESPACES.size()));
        int number = random.nextInt(100);
        switch (random.nextInt(12)) {
            case 0 -> used.value.update((long) number);
            case 1 -> {
                Tuple2<String, Integer> known = used.mutable.value();
                if (known == null) {
                    used.mutable.update(Tuple2.of("m", number));
                } else {
                    known.f1 = number; // as user code may do, without an update
                }
            }
            case 2 -> used.expiring.update((long) number);
            case 3 -> used.map.put("m" + random.nextInt(4), number);
            case 4 -> used.map.remove("m" + random.nextInt(4));
            case 5 -> used.list.in(namespace).add(number);
            case 6 -> used.list.in(namespace).clear();
            case 7 -> used.sum.in(namespace).add(number);
            case 8 -> used.aggregate.in(namespace).add(number);
            case 9 -> used.timers.registerEventTime(namespace, random.nextInt(20));
            case 10 -> used.timers.registerProcessingTime(namespace, random.nextInt(20));
            default -> used.value.clear();
        }
    }

    @ParameterizedTest
    @Seeds(60)
    void aSnapshotHoldsTheMomentOfItsCaptureAtAnyParallelism(long seed, int size) throws Exception {
        Random random = new Random(seed);
        Map<Integer, byte[]> blocks = new TreeMap<>();
        Map<Object, String> expected = new LinkedHashMap<>();
        List<KeyedTimers.Timer<Object, Object>> timersBefore = new ArrayList<>();
        int parallelism = 1 + random.nextInt(4);
        for (int subtask = 0; subtask < parallelism; subtask++) {
            Used used = new Used(range(parallelism, subtask), KeyedStateInput.none());
            List<Object> own = new ArrayList<>();
            for (Object key : KEYS) {
                if (subtaskOf(key, parallelism) == subtask) {
                    own.add(key);
                }
            }
            for (int i = 0; i < size * 10 && !own.isEmpty(); i++) {
                useOnce(used, own.get(random.nextInt(own.size())), random);
            }
            KeyedStateBackend.Snapshot snapshot = used.backend.capture(1);
            for (Object key : own) {
                expected.put(key, used.shown(key));
            }
            Used twin = restored(range(parallelism, subtask), written(used.backend.capture(2)));
            drain(twin).forEach(timersBefore::add);
            for (int i = 0; i < size * 10 && !own.isEmpty(); i++) {
                useOnce(used, own.get(random.nextInt(own.size())), random);
            }
            blocks.putAll(written(snapshot));
        }

        int later = 1 + random.nextInt(6);
        List<KeyedTimers.Timer<Object, Object>> timersAfter = new ArrayList<>();
        for (int subtask = 0; subtask < later; subtask++) {
            Used used = restored(range(later, subtask), blocks);
            // What is restored is captured and restored once more, to see that nothing is lost on the way.
            used = restored(range(later, subtask), written(used.backend.capture(3)));
            for (Object key : KEYS) {
                if (subtaskOf(key, later) == subtask) {
                    assertThat(used.shown(key)).as("key " + key).isEqualTo(expected.get(key));
                }
            }
            List<KeyedTimers.Timer<Object, Object>> drained = drain(used);
            assertThat(drained.stream().map(KeyedTimers.Timer::time)).isSorted();
            timersAfter.addAll(drained);
        }
        assertThat(timersAfter).containsExactlyInAnyOrderElementsOf(timersBefore);
    }

    /** Event-time timers only: they come in the order of their times. */
    private static List<KeyedTimers.Timer<Object, Object>> drain(Used used) {
        List<KeyedTimers.Timer<Object, Object>> all = new ArrayList<>();
        for (var timer = used.timers.pollEventTime(100); timer != null; timer = used.timers.pollEventTime(100)) {
            all.add(timer);
        }
        return all;
    }

    private static Map<Integer, byte[]> written(KeyedStateBackend.Snapshot snapshot) throws Exception {
        Map<Integer, byte[]> blocks = new TreeMap<>();
        snapshot.writeTo(blocks::put);
        return blocks;
    }

    private static Used restored(KeyGroupRange groups, Map<Integer, byte[]> blocks) {
        return new Used(groups, (first, last, target) -> {
            for (Map.Entry<Integer, byte[]> block : blocks.entrySet()) {
                if (block.getKey() >= first && block.getKey() <= last) {
                    target.keyGroup(block.getKey(), block.getValue());
                }
            }
        });
    }

    @ParameterizedTest
    @Seeds(60)
    void bytesThatAreNoSnapshotMakeAnError(long seed, int size) throws Exception {
        Random random = new Random(seed);
        Used used = new Used(range(1, 0), KeyedStateInput.none());
        for (int i = 0; i < size * 10; i++) {
            useOnce(used, KEYS.get(random.nextInt(KEYS.size())), random);
        }
        Map<Integer, byte[]> blocks = written(used.backend.capture(1));
        if (blocks.isEmpty()) {
            return;
        }
        List<Integer> groups = new ArrayList<>(blocks.keySet());
        int group = groups.get(random.nextInt(groups.size()));
        byte[] cut = Arrays.copyOf(blocks.get(group), random.nextInt(blocks.get(group).length));
        Map<Integer, byte[]> shortened = new TreeMap<>(blocks);
        shortened.put(group, cut);
        assertThatThrownBy(() -> restored(range(1, 0), shortened))
                .hasMessageContaining("op")
                .hasMessageContaining("key group " + group);

        Map<Integer, byte[]> flipped = new TreeMap<>(blocks);
        byte[] wrong = blocks.get(group).clone();
        wrong[random.nextInt(wrong.length)] ^= (byte) (1 << random.nextInt(8));
        flipped.put(group, wrong);
        // A flipped bit may be within a value, and then nothing is to be seen; else an error, soon and not of memory.
        Throwable error = catchThrowable(() -> restored(range(1, 0), flipped));
        if (error != null) {
            assertThat(error).isInstanceOf(Exception.class);
        }
    }

    @ParameterizedTest
    @Seeds(20)
    void equalTimersFireInTheOrderInWhichTheyWereSet(long seed, int size) throws Exception {
        Random random = new Random(seed);
        Used used = new Used(range(1, 0), KeyedStateInput.none());
        for (int i = 0; i < size * 5; i++) {
            used.backend.setCurrentKey(KEYS.get(random.nextInt(KEYS.size())));
            used.timers.registerEventTime(NAMESPACES.get(random.nextInt(3)), random.nextInt(3));
        }
        Used again = restored(range(1, 0), written(used.backend.capture(1)));
        assertThat(drain(again)).isEqualTo(drain(used));
    }
}
