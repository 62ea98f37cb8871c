package io.millrace.dataflow.util;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A map in the order of its names, where a name's key or value may be absent: as when a snapshot names a class that is no
 * longer there. Not thread-safe.
 */
public final class LinkedOptionalMap<K, V> {
    private final LinkedHashMap<String, KeyValue<K, V>> underlyingMap;

    public LinkedOptionalMap() {
        this(16);
    }

    public LinkedOptionalMap(int initialSize) {
        underlyingMap = new LinkedHashMap<>(initialSize);
    }

    LinkedOptionalMap(LinkedOptionalMap<K, V> linkedOptionalMap) {
        this(linkedOptionalMap.size());
        putAll(linkedOptionalMap);
    }

    /** All of a map, under the names of its keys. */
    public static <K, V> LinkedOptionalMap<K, V> optionalMapOf(Map<K, V> sourceMap, Function<K, String> keyNameGetter) {
        LinkedOptionalMap<K, V> result = new LinkedOptionalMap<>(sourceMap.size());
        sourceMap.forEach((key, value) -> result.put(keyNameGetter.apply(key), key, value));
        return result;
    }

    /** What {@code left} has, then what only {@code right} has; the right's keys and values replace the left's. */
    public static <K, V> MergeResult<K, V> mergeRightIntoLeft(
            LinkedOptionalMap<K, V> left, LinkedOptionalMap<K, V> right) {
        LinkedOptionalMap<K, V> merged = new LinkedOptionalMap<>(left);
        merged.putAll(right);
        return new MergeResult<>(merged, isLeftPrefixOfRight(left, right));
    }

    static <K, V> boolean isLeftPrefixOfRight(LinkedOptionalMap<K, V> left, LinkedOptionalMap<K, V> right) {
        List<String> names = new ArrayList<>(right.keyNames());
        return left.size() <= right.size() && names.subList(0, left.size()).equals(new ArrayList<>(left.keyNames()));
    }

    public int size() {
        return underlyingMap.size();
    }

    /** A key or value that is there is not made absent by this. */
    public void put(String keyName, @Nullable K key, @Nullable V value) {
        underlyingMap.compute(
                keyName, (name, known) -> known == null ? new KeyValue<>(key, value) : known.merge(key, value));
    }

    void putAll(LinkedOptionalMap<K, V> right) {
        right.underlyingMap.forEach((name, pair) -> put(name, pair.key, pair.value));
    }

    /** The names of which something is absent. */
    public Set<String> absentKeysOrValues() {
        Set<String> absent = new LinkedHashSet<>();
        underlyingMap.forEach((name, pair) -> {
            if (pair.isAbsent()) {
                absent.add(name);
            }
        });
        return absent;
    }

    public boolean hasAbsentKeysOrValues() {
        return underlyingMap.values().stream().anyMatch(KeyValue::isAbsent);
    }

    public Set<String> keyNames() {
        return underlyingMap.keySet();
    }

    public <E extends Throwable> void forEach(ConsumerWithException<K, V, E> consumer) throws E {
        for (Map.Entry<String, KeyValue<K, V>> entry : underlyingMap.entrySet()) {
            consumer.accept(entry.getKey(), entry.getValue().key, entry.getValue().value);
        }
    }

    /** Those of which nothing is absent. */
    public Set<KeyValue<K, V>> getPresentEntries() {
        Set<KeyValue<K, V>> present = new LinkedHashSet<>();
        for (KeyValue<K, V> pair : underlyingMap.values()) {
            if (!pair.isAbsent()) {
                present.add(pair);
            }
        }
        return present;
    }

    /** @throws IllegalStateException if something is absent */
    @SuppressWarnings("NullAway") // a pair that is not absent has both
    public LinkedHashMap<K, V> unwrapOptionals() {
        LinkedHashMap<K, V> all = new LinkedHashMap<>();
        underlyingMap.forEach((name, pair) -> {
            if (pair.key == null) {
                throw new IllegalStateException("Missing key '" + name + "'");
            }
            if (pair.value == null) {
                throw new IllegalStateException("Missing value for the key '" + name + "'");
            }
            all.put(pair.key, pair.value);
        });
        return all;
    }

    /** Hears of each name. */
    public interface ConsumerWithException<K, V, E extends Throwable> {
        void accept(String keyName, @Nullable K key, @Nullable V value) throws E;
    }

    /** A key and its value, as far as they are there. */
    public static final class KeyValue<K, V> {
        private final @Nullable K key;
        private final @Nullable V value;

        KeyValue(@Nullable K key, @Nullable V value) {
            this.key = key;
            this.value = value;
        }

        public @Nullable K getKey() {
            return key;
        }

        public @Nullable V getValue() {
            return value;
        }

        KeyValue<K, V> merge(@Nullable K otherKey, @Nullable V otherValue) {
            return new KeyValue<>(otherKey == null ? key : otherKey, otherValue == null ? value : otherValue);
        }

        boolean isAbsent() {
            return key == null || value == null;
        }
    }

    /** Two maps as one. */
    public static final class MergeResult<K, V> {
        private final LinkedOptionalMap<K, V> merged;
        private final boolean orderedSubset;

        MergeResult(LinkedOptionalMap<K, V> merged, boolean orderedSubset) {
            this.merged = merged;
            this.orderedSubset = orderedSubset;
        }

        public boolean hasMissingKeys() {
            return merged.hasAbsentKeysOrValues();
        }

        public Set<String> missingKeys() {
            return merged.absentKeysOrValues();
        }

        /** @throws IllegalStateException if something is absent */
        public LinkedHashMap<K, V> getMerged() {
            return merged.unwrapOptionals();
        }

        /** Whether the right one begins with the names of the left one, in their order. */
        public boolean isOrderedSubset() {
            return orderedSubset;
        }
    }
}
