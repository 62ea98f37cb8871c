package io.millrace.dataflow.util;

import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Makes and takes apart collections. */
public final class CollectionUtil {
    /** The longest array that every virtual machine can make. */
    public static final int MAX_ARRAY_SIZE = Integer.MAX_VALUE - 8;

    static final float HASH_MAP_DEFAULT_LOAD_FACTOR = 0.75f;

    private CollectionUtil() {}

    public static boolean isNullOrEmpty(@Nullable Collection<?> collection) {
        return collection == null || collection.isEmpty();
    }

    public static boolean isNullOrEmpty(@Nullable Map<?, ?> map) {
        return map == null || map.isEmpty();
    }

    public static <T> Set<T> ofNullable(@Nullable T obj) {
        return obj == null ? Set.of() : Set.of(obj);
    }

    public static <T, R> Stream<R> mapWithIndex(Collection<T> input, BiFunction<T, Integer, R> mapper) {
        AtomicInteger count = new AtomicInteger();
        return input.stream().map(element -> mapper.apply(element, count.getAndIncrement()));
    }

    /**
     * At most {@code numPartitions} lists of nearly equal size, none empty.
     *
     * @throws IllegalArgumentException unless {@code numPartitions} is more than 0
     */
    public static <T> Collection<List<T>> partition(Collection<T> elements, int numPartitions) {
        if (numPartitions <= 0) {
            throw new IllegalArgumentException("numPartitions must be more than 0, but is " + numPartitions);
        }
        List<T> all = new ArrayList<>(elements);
        int size = (all.size() + numPartitions - 1) / numPartitions;
        List<List<T>> parts = new ArrayList<>();
        for (int from = 0; from < all.size(); from += size) {
            parts.add(new ArrayList<>(all.subList(from, Math.min(all.size(), from + size))));
        }
        return parts;
    }

    public static <I, O> Collection<O> project(Collection<I> collection, Function<I, O> projector) {
        return collection.stream().map(projector).collect(Collectors.toList());
    }

    public static <T> List<T> iteratorToList(Iterator<T> iterator) {
        List<T> list = new ArrayList<>();
        iterator.forEachRemaining(list::add);
        return list;
    }

    @SafeVarargs
    public static <T> Iterable<T> iterableOf(T... elements) {
        return Arrays.asList(elements);
    }

    public static <T> Stream<T> toStream(Iterable<T> iterable) {
        return StreamSupport.stream(iterable.spliterator(), false);
    }

    /** In the order given; cannot be changed. */
    @SafeVarargs
    public static <K, V> Map<K, V> map(Map.Entry<K, V>... entries) {
        Map<K, V> map = new LinkedHashMap<>();
        for (Map.Entry<K, V> entry : entries) {
            map.put(entry.getKey(), entry.getValue());
        }
        return Collections.unmodifiableMap(map);
    }

    public static <K, V> Map.Entry<K, V> entry(K k, V v) {
        return new AbstractMap.SimpleImmutableEntry<>(k, v);
    }

    /** A map that takes so many entries without growing. */
    public static <K, V> HashMap<K, V> newHashMapWithExpectedSize(int expectedSize) {
        return new HashMap<>(computeRequiredCapacity(expectedSize, HASH_MAP_DEFAULT_LOAD_FACTOR));
    }

    /** A map that takes so many entries without growing. */
    public static <K, V> LinkedHashMap<K, V> newLinkedHashMapWithExpectedSize(int expectedSize) {
        return new LinkedHashMap<>(computeRequiredCapacity(expectedSize, HASH_MAP_DEFAULT_LOAD_FACTOR));
    }

    /** A set that takes so many elements without growing. */
    public static <E> HashSet<E> newHashSetWithExpectedSize(int expectedSize) {
        return new HashSet<>(computeRequiredCapacity(expectedSize, HASH_MAP_DEFAULT_LOAD_FACTOR));
    }

    /** A set that takes so many elements without growing. */
    public static <E> LinkedHashSet<E> newLinkedHashSetWithExpectedSize(int expectedSize) {
        return new LinkedHashSet<>(computeRequiredCapacity(expectedSize, HASH_MAP_DEFAULT_LOAD_FACTOR));
    }

    static int computeRequiredCapacity(int expectedSize, float loadFactor) {
        if (expectedSize < 0 || !(loadFactor > 0)) {
            throw new IllegalArgumentException(
                    "Size must be 0 or more and load factor above 0, but are " + expectedSize + " and " + loadFactor);
        }
        if (expectedSize <= 2) {
            return expectedSize + 1;
        }
        return expectedSize < Integer.MAX_VALUE / 2 + 1
                ? (int) Math.ceil(expectedSize / (double) loadFactor)
                : Integer.MAX_VALUE;
    }

    /** The same collection as one of a subtype; the caller knows that all elements are of it. */
    @SuppressWarnings("unchecked")
    public static <T> Collection<T> subTypeCast(Collection<? super T> collection, Class<T> clazz) {
        for (Object element : collection) {
            if (element != null && !clazz.isInstance(element)) {
                throw new ClassCastException(element.getClass().getName() + " is not a " + clazz.getName());
            }
        }
        return (Collection<T>) collection;
    }

    /** Whether there is nothing in it, or nothing but nulls. */
    public static boolean isEmptyOrAllElementsNull(Collection<? extends @Nullable Object> collection) {
        return collection.stream().allMatch(Objects::isNull);
    }

    public static <E> List<E> iterableToList(@Nullable Iterable<E> iterable) {
        List<E> list = new ArrayList<>();
        if (iterable != null) {
            iterable.forEach(list::add);
        }
        return list;
    }

    /**
     * The collection as one of a subclass.
     *
     * @throws ClassCastException if an element is none
     */
    @SuppressWarnings("unchecked") // each is looked at
    public static <T> Collection<T> checkedSubTypeCast(Collection<? super T> collection, Class<T> subTypeClass) {
        for (Object element : collection) {
            if (element != null && !subTypeClass.isInstance(element)) {
                throw new ClassCastException(element.getClass().getName() + " is no " + subTypeClass.getName());
            }
        }
        return (Collection<T>) collection;
    }

    /** As {@link #checkedSubTypeCast}; elements are not looked at. */
    @SuppressWarnings("unchecked") // said by the caller
    public static <T> Collection<T> subTypeCast(Collection<? super T> collection) {
        return (Collection<T>) collection;
    }
}
