package io.millrace.state.heap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.dataflow.contract.KeyedStateBackend;
import io.millrace.dataflow.contract.KeyedTimers;
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
import io.millrace.dataflow.types.Types;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HeapKeyedStateTest {
    private long now;
    private final KeyedStateBackend<String> state = Backends.keyed("op", Types.STRING, 128, 0, 127, () -> now);

    private final ReducingStateDescriptor<Long> sum = new ReducingStateDescriptor<>("sum", Long::sum, Types.LONG);

    @Test
    void keepsTheValuesOfKeysApart() throws Exception {
        ValueState<Long> value = state.state(new ValueStateDescriptor<>("v", Types.LONG));
        state.setCurrentKey("a");
        value.update(1L);
        state.setCurrentKey("b");

        assertThat(value.value()).isNull();
        value.update(2L);
        state.setCurrentKey("a");
        assertThat(value.value()).isEqualTo(1L);
        value.clear();
        assertThat(value.value()).isNull();
    }

    @Test
    void handsOutOneObjectPerName() {
        ValueStateDescriptor<Long> descriptor = new ValueStateDescriptor<>("v", Types.LONG);

        assertThat((Object) state.state(descriptor)).isSameAs(state.state(descriptor));
    }

    @Test
    void refusesANameThatWasUsedWithAnotherType() {
        state.state(new ValueStateDescriptor<>("v", Types.LONG));

        assertThatThrownBy(() -> state.state(new ValueStateDescriptor<>("v", Types.STRING)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("'op'")
                .hasMessageContaining("'v'");
        assertThatThrownBy(() -> state.state(new ListStateDescriptor<>("v", Types.LONG)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void refusesUseWithoutAKeyAndKeysThatAreNull() {
        ValueState<Long> value = state.state(new ValueStateDescriptor<>("v", Types.LONG));

        assertThatThrownBy(value::value)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("No key set");
        assertThatThrownBy(() -> state.setCurrentKey(null)).hasMessageContaining("key must not be null");
    }

    @Test
    void givesACopyOfTheDefaultToEachCaller() throws Exception {
        ValueState<List<String>> value =
                state.state(new ValueStateDescriptor<>("v", Types.LIST(Types.STRING), new ArrayList<>(List.of("x"))));
        state.setCurrentKey("a");
        value.value().add("mine");

        assertThat(value.value()).containsExactly("x");
    }

    @Test
    void knowsArraysInTuplesAsKeysByContent() throws Exception {
        KeyedStateBackend<Tuple2<String, Double>> byTuple =
                Backends.keyed("op", Types.TUPLE(Types.STRING, Types.DOUBLE), 128, 0, 127, () -> now);
        ValueState<Long> value = byTuple.state(new ValueStateDescriptor<>("v", Types.LONG));
        byTuple.setCurrentKey(Tuple2.of("a", 1.0));
        value.update(7L);
        byTuple.setCurrentKey(Tuple2.of("a", 1.0));

        assertThat(value.value()).isEqualTo(7L);
        assertThat(byTuple.currentKey()).isEqualTo(Tuple2.of("a", 1.0));
    }

    @Test
    void mergesReducedValuesAndListsOfNamespaces() throws Exception {
        KeyedStateBackend.NamespacedState<Long, ReducingState<Long>> sums = state.state(Types.LONG, sum);
        KeyedStateBackend.NamespacedState<Long, ListState<String>> lists =
                state.state(Types.LONG, new ListStateDescriptor<>("list", Types.STRING));
        state.setCurrentKey("a");
        sums.in(1L).add(10L);
        sums.in(2L).add(20L);
        lists.in(1L).add("one");
        lists.in(3L).add("three");

        sums.merge(2L, List.of(1L, 2L, 9L));
        lists.merge(5L, List.of(1L, 3L));

        assertThat(sums.in(2L).get()).isEqualTo(30L);
        assertThat(sums.in(1L).get()).isNull();
        assertThat(lists.in(5L).get()).containsExactly("one", "three");
        assertThat(lists.in(3L).get()).isEmpty();
    }

    @Test
    void refusesToMergeValues() {
        KeyedStateBackend.NamespacedState<Long, ValueState<Long>> values =
                state.state(Types.LONG, new ValueStateDescriptor<>("v", Types.LONG));
        state.setCurrentKey("a");

        assertThatThrownBy(() -> values.merge(1L, List.of(2L))).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void dropsAllOfAKeyAndNothingOfOthers() throws Exception {
        ReducingState<Long> sums = state.state(sum);
        KeyedStateBackend.NamespacedState<Long, ListState<String>> lists =
                state.state(Types.LONG, new ListStateDescriptor<>("list", Types.STRING));
        KeyedTimers<String, Long> timers = state.timers("t", Types.LONG);
        for (String key : List.of("a", "b")) {
            state.setCurrentKey(key);
            sums.add(1L);
            lists.in(4L).add("x");
            timers.registerEventTime(4L, 10);
            timers.registerProcessingTime(4L, 20);
        }
        state.setCurrentKey("a");
        state.dropCurrentKey();

        assertThat(sums.get()).isNull();
        assertThat(lists.in(4L).get()).isEmpty();
        assertThat(timers.pollEventTime(10)).isEqualTo(new KeyedTimers.Timer<>("b", 4L, 10));
        assertThat(timers.pollEventTime(10)).isNull();
        assertThat(timers.pollProcessingTime(20)).isEqualTo(new KeyedTimers.Timer<>("b", 4L, 20));
        assertThat(timers.pollProcessingTime(20)).isNull();
    }

    @Test
    void endsValuesByTheirTimeToLive() throws Exception {
        ValueStateDescriptor<Long> descriptor = new ValueStateDescriptor<>("v", Types.LONG);
        descriptor.enableTimeToLive(
                StateTtlConfig.newBuilder(Duration.ofMillis(10)).build());
        ValueState<Long> value = state.state(descriptor);
        state.setCurrentKey("a");
        value.update(1L);
        now = 9;
        assertThat(value.value()).isEqualTo(1L);
        now = 10;
        assertThat(value.value()).isNull();
    }

    @Test
    void renewsOnReadAndShowsWhatIsOverOnceMoreIfAskedTo() throws Exception {
        ValueStateDescriptor<Long> descriptor = new ValueStateDescriptor<>("v", Types.LONG);
        descriptor.enableTimeToLive(StateTtlConfig.newBuilder(Duration.ofMillis(10))
                .updateTtlOnReadAndWrite()
                .returnExpiredIfNotCleanedUp()
                .build());
        ValueState<Long> value = state.state(descriptor);
        state.setCurrentKey("a");
        value.update(1L);
        now = 9;
        assertThat(value.value()).isEqualTo(1L);
        now = 18;
        assertThat(value.value()).isEqualTo(1L);
        now = 40;
        assertThat(value.value()).isEqualTo(1L);
        assertThat(value.value()).isNull();
    }

    @Test
    void endsElementsAndEntriesEachForItself() throws Exception {
        StateTtlConfig ttl = StateTtlConfig.newBuilder(Duration.ofMillis(10)).build();
        ListStateDescriptor<String> listDescriptor = new ListStateDescriptor<>("list", Types.STRING);
        listDescriptor.enableTimeToLive(ttl);
        MapStateDescriptor<String, Long> mapDescriptor = new MapStateDescriptor<>("map", Types.STRING, Types.LONG);
        mapDescriptor.enableTimeToLive(ttl);
        ListState<String> list = state.state(listDescriptor);
        MapState<String, Long> map = state.state(mapDescriptor);
        state.setCurrentKey("a");
        list.add("early");
        map.put("early", 1L);
        now = 5;
        list.add("late");
        map.put("late", 2L);
        now = 12;

        assertThat(list.get()).containsExactly("late");
        assertThat(map.keys()).containsExactly("late");
        assertThat(map.contains("early")).isFalse();
        now = 15;
        assertThat(list.get()).isEmpty();
        assertThat(map.isEmpty()).isTrue();
    }

    @Test
    void mapsKeepNoEmptyMapAndLetTheirIteratorsRemove() throws Exception {
        MapState<String, Long> map = state.state(new MapStateDescriptor<>("map", Types.STRING, Types.LONG));
        state.setCurrentKey("a");
        map.putAll(Map.of("x", 1L));
        map.put("y", 2L);
        Iterator<Map.Entry<String, Long>> entries = map.iterator();
        entries.next();
        entries.remove();

        assertThat(map.entries()).hasSize(1);
        map.keys().forEach(key -> assertThat(key).isEqualTo("y"));
        map.remove("y");
        assertThat(map.isEmpty()).isTrue();
        assertThat(map.get("y")).isNull();
    }
}
