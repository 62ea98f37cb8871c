package io.millrace.state.heap;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.dataflow.contract.KeyedTimers;
import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.testing.seeds.Seeds;
import io.millrace.types.key.HashableKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.junit.jupiter.params.ParameterizedTest;

/** Tables and timers with keys of every kind, also of several kinds at once, against plain maps. */
class KeyKindsTest {
    private final CurrentKey<Object> current = new CurrentKey<>();

    /** Numbers that lie side by side, far apart, or around zero; and what equals by value only. */
    private static IntFunction<Object> keysOf(Random random) {
        List<IntFunction<Object>> kinds = List.of(
                i -> (long) i,
                i -> i * 0x1_0000_0001L - 7,
                i -> i - 3,
                i -> "key " + i,
                i -> Tuple2.of(i, "x"),
                i -> new int[] {i, 1},
                i -> i % 2 == 0 ? (Object) (long) i : (Object) (i / 2),
                i -> i % 3 == 0 ? "s" + i : (Object) (long) i);
        return kinds.get(random.nextInt(kinds.size()));
    }

    /** Equal keys have equal names. */
    private static String name(Object key) {
        return key.getClass().getSimpleName() + (key instanceof int[] array ? Arrays.toString(array) : key.toString());
    }

    @ParameterizedTest
    @Seeds(120)
    void aTableDoesWhatAMapDoes(long seed, int size) throws Exception {
        Random random = new Random(seed);
        IntFunction<Object> keys = keysOf(random);
        KeyTable<String> table = new KeyTable<>(current);
        Map<String, String> model = new HashMap<>();
        int different = 1 + random.nextInt(size * 4);
        for (int step = 0; step < size * 60; step++) {
            Object key = keys.apply(random.nextInt(different));
            current.set(key);
            if (random.nextInt(3) == 0) {
                table.remove();
                model.remove(name(key));
            } else if (random.nextBoolean()) {
                table.put("v" + step);
                model.put(name(key), "v" + step);
            }
            table.touch(new long[] {random.nextLong(), step}, 2);
            assertThat(table.get()).isEqualTo(model.get(name(key)));
        }
        List<String> seen = new ArrayList<>();
        table.forEachKey(key -> seen.add(name(HashableKey.unwrap(key))));
        assertThat(seen).containsExactlyInAnyOrderElementsOf(model.keySet());
        for (int i = 0; i < different; i++) {
            current.set(keys.apply(i));
            assertThat(table.get()).isEqualTo(model.get(name(keys.apply(i))));
        }
    }

    @ParameterizedTest
    @Seeds(60)
    void aFrozenTableStaysAsItWas(long seed, int size) throws Exception {
        Random random = new Random(seed);
        IntFunction<Object> keys = keysOf(random);
        current.set(keys.apply(0));
        StateTable<Integer> table = StateTable.fitting(current);
        Map<String, Integer> model = new HashMap<>();
        for (int i = 0; i < size * 5; i++) {
            Object key = keys.apply(random.nextInt(size * 3));
            current.set(key);
            table = table.fittedTo(current);
            table.put(current, i);
            model.put(name(key), i);
        }
        Entries<Integer> frozen = table.frozen();
        for (int i = 0; i < size * 3; i++) {
            current.set(keys.apply(i));
            table = table.fittedTo(current);
            if (random.nextBoolean()) {
                table.remove(current);
            } else {
                table.put(current, -1);
            }
        }
        Map<String, Integer> seen = new HashMap<>();
        frozen.forEach((key, value) -> seen.put(name(HashableKey.unwrap(key)), value));
        assertThat(seen).isEqualTo(model);
        assertThat(frozen.size()).isEqualTo(model.size());
    }

    @ParameterizedTest
    @Seeds(60)
    void namespacesAreApartWhateverTheKeys(long seed, int size) {
        Random random = new Random(seed);
        IntFunction<Object> keys = keysOf(random);
        NamespaceTable<Integer> table = new NamespaceTable<>(current);
        Map<String, Integer> model = new HashMap<>();
        for (int step = 0; step < size * 60; step++) {
            Object key = keys.apply(random.nextInt(size));
            String namespace = "n" + random.nextInt(3);
            current.set(key);
            table.select(namespace);
            switch (random.nextInt(8)) {
                case 0, 1 -> {
                    table.remove();
                    model.remove(name(key) + namespace);
                }
                case 2 -> {
                    table.dropKey();
                    model.keySet().removeIf(place -> place.startsWith(name(key) + "n"));
                }
                default -> {
                    table.put(step);
                    model.put(name(key) + namespace, step);
                }
            }
            table.select(namespace);
            assertThat(table.get()).isEqualTo(model.get(name(key) + namespace));
        }
    }

    @ParameterizedTest
    @Seeds(120)
    void timersComeByTimeThenInOrderOfRegistration(long seed, int size) {
        Random random = new Random(seed);
        IntFunction<Object> keys = keysOf(random);
        TimerQueue<Object, String> timers = new TimerQueue<>(current, (ahead, count) -> {});
        TreeMap<Long, LinkedHashMap<String, String>> model = new TreeMap<>();
        for (int step = 0; step < size * 60; step++) {
            Object key = keys.apply(random.nextInt(size));
            String namespace = "n" + random.nextInt(2);
            long time = random.nextInt(1 + size / 8);
            String name = name(key) + namespace;
            current.set(key);
            switch (random.nextInt(12)) {
                case 0, 1 -> {
                    timers.delete(namespace, time);
                    model.getOrDefault(time, new LinkedHashMap<>()).remove(name);
                }
                case 2, 3, 4 -> poll(timers, model);
                case 5 -> {
                    timers.dropKey();
                    model.values().forEach(due -> due.values().removeIf(of -> of.equals(name(key))));
                }
                default -> {
                    timers.register(namespace, time);
                    model.computeIfAbsent(time, t -> new LinkedHashMap<>()).putIfAbsent(name, name(key));
                }
            }
            model.values().removeIf(Map::isEmpty);
            assertThat(timers.next()).isEqualTo(model.isEmpty() ? Long.MAX_VALUE : model.firstKey());
        }
        List<String> listed = new ArrayList<>();
        TimerQueue.Rows rows = timers.rows();
        for (int i = 0; i < rows.times().length; i++) {
            listed.add(rows.times()[i] + name(HashableKey.unwrap(rows.keys()[i])) + rows.namespaces()[i]);
        }
        List<String> expected = new ArrayList<>();
        model.forEach((time, due) -> due.keySet().forEach(name -> expected.add(time + name)));
        assertThat(listed).isEqualTo(expected);
        while (!model.isEmpty()) {
            poll(timers, model);
            model.values().removeIf(Map::isEmpty);
        }
        assertThat(timers.poll(Long.MAX_VALUE)).isNull();
    }

    private static void poll(TimerQueue<Object, String> timers, TreeMap<Long, LinkedHashMap<String, String>> model) {
        KeyedTimers.Timer<Object, String> polled = timers.poll(Long.MAX_VALUE);
        if (model.isEmpty()) {
            assertThat(polled).isNull();
            return;
        }
        LinkedHashMap<String, String> due = model.firstEntry().getValue();
        String expected = due.keySet().iterator().next();
        due.remove(expected);
        assertThat(polled).isNotNull();
        assertThat(polled.time()).isEqualTo(model.firstKey());
        assertThat(name(polled.key()) + polled.namespace()).isEqualTo(expected);
    }
}
