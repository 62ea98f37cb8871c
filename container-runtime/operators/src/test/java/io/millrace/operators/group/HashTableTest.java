package io.millrace.operators.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.dataflow.types.NullFieldException;
import io.millrace.testing.seeds.Seeds;
import io.millrace.types.key.KeyHash;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

class HashTableTest {
    @ParameterizedTest
    @Seeds(40)
    void holdsWhatATreeMapHolds(long seed, int size) {
        Random random = new Random(seed);
        int keys = 1 + random.nextInt(size * 100);
        HashTable<String, Long> table = new HashTable<>("table");
        Map<String, Long> model = new TreeMap<>();
        for (int i = 0; i < size * 200; i++) {
            // Hashes of few values: many collisions.
            String key = "k" + random.nextInt(keys);
            int hash = KeyHash.of(key) % 7;
            long value = random.nextLong();
            int place = table.find(key, hash);
            assertThat(place >= 0).isEqualTo(model.containsKey(key));
            if (place >= 0) {
                assertThat(table.value(place)).isEqualTo(model.get(key));
                table.set(place, value);
            } else {
                table.insert(~place, key, hash, value);
            }
            model.put(key, value);
        }
        assertThat(contents(table)).isEqualTo(model);
        assertThat(table.size()).isEqualTo(model.size());
        table.clear();
        assertThat(contents(table)).isEmpty();
    }

    @ParameterizedTest
    @Seeds(40)
    void holdsNumbersOfAllDensitiesAndOtherKeysAmongThem(long seed, int size) {
        Random random = new Random(seed);
        long range = 1L << (3 + random.nextInt(9));
        HashTable<Object, Long> table = new HashTable<>("table");
        Map<String, Long> model = new TreeMap<>();
        for (int i = 0; i < size * 100; i++) {
            Object key = numberOrSeldomAnotherKey(random, range);
            int hash = KeyHash.of(key);
            String name = key.getClass().getSimpleName() + key;
            long value = random.nextLong();
            int place = table.find(key, hash);
            assertThat(place >= 0).as(name).isEqualTo(model.containsKey(name));
            if (place >= 0) {
                assertThat(table.key(place)).isEqualTo(key);
                assertThat(table.value(place)).isEqualTo(model.get(name));
                table.set(place, value);
            } else if (random.nextInt(4) > 0) {
                table.insert(~place, key, hash, value);
            } else {
                continue;
            }
            model.put(name, value);
        }
        Map<String, Long> contents = new TreeMap<>();
        contents(table).forEach((key, value) -> contents.put(key.getClass().getSimpleName() + key, value));
        assertThat(contents).isEqualTo(model);
        table.clear();
        assertThat(table.find(0L, KeyHash.of(0L))).isNegative();
    }

    private static Object numberOrSeldomAnotherKey(Random random, long range) {
        return switch (random.nextInt(400)) {
            case 0 -> (int) random.nextLong(range);
            case 1 -> -1 - random.nextLong(range);
            case 2 -> random.nextLong();
            case 3 -> "k" + random.nextLong(range);
            default -> random.nextLong(range);
        };
    }

    private static <K> Map<K, Long> contents(HashTable<K, Long> table) {
        Map<K, Long> contents = new LinkedHashMap<>();
        for (int place = table.nextPlace(0); place >= 0; place = table.nextPlace(place + 1)) {
            assertThat(contents.put(table.key(place), table.value(place))).isNull();
        }
        return contents;
    }

    @Test
    void keepsMillionsOfKeysWhoseHashesDifferInHighBitsOnly() {
        HashTable<Integer, Integer> table = new HashTable<>("table");
        for (int i = 0; i < 1_000_000; i++) {
            int hash = i << 12;
            table.insert(~table.find(i, hash), i, hash, i);
        }
        assertThat(table.size()).isEqualTo(1_000_000);
        assertThat(table.value(table.find(123_456, 123_456 << 12))).isEqualTo(123_456);
    }

    @Test
    void refusesANullKeyAndSaysOfWhichRecord() {
        HashTable<String, String> table = new HashTable<>("the table of a test");
        assertThatThrownBy(() -> table.insert(~table.find(null, 0), null, 0, "the record"))
                .isInstanceOf(NullFieldException.class)
                .hasMessageContaining("the table of a test")
                .hasMessageContaining("the record");
    }
}
