package io.millrace.state.heap;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.dataflow.contract.KeyedStateBackend;
import io.millrace.dataflow.contract.KeyedTimers;
import io.millrace.dataflow.state.ListState;
import io.millrace.dataflow.state.ListStateDescriptor;
import io.millrace.dataflow.state.ReducingState;
import io.millrace.dataflow.state.ReducingStateDescriptor;
import io.millrace.dataflow.types.Types;
import io.millrace.testing.seeds.Seeds;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;

/** Random use of all kinds of state, against plain maps. */
class HeapStateModelTest {
    private record Place(String key, long namespace) {}

    @ParameterizedTest
    @Seeds(40)
    void doesWhatPlainMapsDo(long seed, int size) throws Exception {
        Random random = new Random(seed);
        KeyedStateBackend<String> state = Backends.keyed("op", Types.STRING, 128, 0, 127, () -> 0);
        KeyedStateBackend.NamespacedState<Long, ListState<Integer>> lists =
                state.state(Types.LONG, new ListStateDescriptor<>("list", Types.INT));
        KeyedStateBackend.NamespacedState<Long, ReducingState<Integer>> sums =
                state.state(Types.LONG, new ReducingStateDescriptor<>("sum", Integer::sum, Types.INT));
        Map<Place, List<Integer>> model = new HashMap<>();
        for (int step = 0; step < size * 20; step++) {
            String key = "k" + random.nextInt(5);
            long namespace = random.nextInt(4);
            Place place = new Place(key, namespace);
            state.setCurrentKey(key);
            switch (random.nextInt(6)) {
                case 0 -> {
                    lists.in(namespace).clear();
                    sums.in(namespace).clear();
                    model.remove(place);
                }
                case 1 -> merge(random, place, lists, sums, model);
                case 2 -> {
                    if (random.nextInt(4) == 0) {
                        state.dropCurrentKey();
                        model.keySet().removeIf(known -> known.key().equals(key));
                    }
                }
                default -> {
                    int value = random.nextInt(100);
                    lists.in(namespace).add(value);
                    sums.in(namespace).add(value);
                    model.computeIfAbsent(place, p -> new ArrayList<>()).add(value);
                }
            }
            List<Integer> expected = model.getOrDefault(place, List.of());
            assertThat(lists.in(namespace).get()).containsExactlyElementsOf(expected);
            assertThat(sums.in(namespace).get())
                    .isEqualTo(
                            expected.isEmpty()
                                    ? null
                                    : expected.stream().mapToInt(i -> i).sum());
        }
    }

    private static void merge(
            Random random,
            Place target,
            KeyedStateBackend.NamespacedState<Long, ListState<Integer>> lists,
            KeyedStateBackend.NamespacedState<Long, ReducingState<Integer>> sums,
            Map<Place, List<Integer>> model)
            throws Exception {
        long source = random.nextInt(4);
        lists.merge(target.namespace(), List.of(source));
        sums.merge(target.namespace(), List.of(source));
        Place from = new Place(target.key(), source);
        if (!from.equals(target) && model.containsKey(from)) {
            model.computeIfAbsent(target, p -> new ArrayList<>()).addAll(model.remove(from));
        }
    }

    private record Registered(String key, long namespace, long time) {}

    @ParameterizedTest
    @Seeds(60)
    void timersComeOnceAndInOrder(long seed, int size) {
        Random random = new Random(seed);
        KeyedStateBackend<String> state = Backends.keyed("op", Types.STRING, 128, 0, 127, () -> 0);
        KeyedTimers<String, Long> timers = state.timers("t", Types.LONG);
        LinkedHashSet<Registered> model = new LinkedHashSet<>();
        for (int step = 0; step < size * 50; step++) {
            String key = "k" + random.nextInt(4);
            long namespace = random.nextInt(3);
            long time = random.nextInt(50);
            state.setCurrentKey(key);
            switch (random.nextInt(5)) {
                case 0 -> {
                    timers.deleteProcessingTime(namespace, time);
                    model.remove(new Registered(key, namespace, time));
                }
                case 1 -> pollOne(timers, model, random.nextInt(50));
                default -> {
                    timers.registerProcessingTime(namespace, time);
                    model.add(new Registered(key, namespace, time));
                }
            }
            assertThat(timers.nextProcessingTime())
                    .isEqualTo(model.stream().mapToLong(Registered::time).min().orElse(Long.MAX_VALUE));
        }
        while (!model.isEmpty()) {
            pollOne(timers, model, Long.MAX_VALUE);
        }
        assertThat(timers.pollProcessingTime(Long.MAX_VALUE)).isNull();
    }

    /** The earliest, and of equal times the one registered first: what min gives of a set in order of insertion. */
    private static void pollOne(KeyedTimers<String, Long> timers, LinkedHashSet<Registered> model, long now) {
        Registered expected = model.stream()
                .filter(timer -> timer.time() <= now)
                .min(Comparator.comparingLong(Registered::time))
                .orElse(null);
        KeyedTimers.Timer<String, Long> polled = timers.pollProcessingTime(now);
        if (expected == null) {
            assertThat(polled).isNull();
        } else {
            assertThat(polled)
                    .isEqualTo(new KeyedTimers.Timer<>(expected.key(), expected.namespace(), expected.time()));
            model.remove(expected);
        }
    }

    @ParameterizedTest
    @Seeds(5)
    void manyDeletedTimersLeaveTheOrderAsItWas(long seed) {
        Random random = new Random(seed);
        KeyedStateBackend<String> state = Backends.keyed("op", Types.STRING, 128, 0, 127, () -> 0);
        KeyedTimers<String, Long> timers = state.timers("t", Types.LONG);
        state.setCurrentKey("a");
        for (long i = 0; i < 5000; i++) {
            timers.registerEventTime(i, i);
        }
        List<Long> left = new ArrayList<>();
        for (long i = 0; i < 5000; i++) {
            if (random.nextInt(10) == 0) {
                left.add(i);
            } else {
                timers.deleteEventTime(i, i);
            }
        }
        List<Long> polled = new ArrayList<>();
        for (var timer = timers.pollEventTime(9999); timer != null; timer = timers.pollEventTime(9999)) {
            polled.add(timer.time());
        }
        assertThat(polled).isEqualTo(left);
    }
}
