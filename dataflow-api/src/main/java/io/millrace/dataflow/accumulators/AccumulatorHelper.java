package io.millrace.dataflow.accumulators;

import java.io.Serializable;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** Merges the accumulators of parallel instances by name. */
public final class AccumulatorHelper {
    private AccumulatorHelper() {}

    /**
     * Merges {@code toMerge} into {@code target}; what is new there is added as a copy.
     *
     * @throws UnsupportedOperationException if one name stands for accumulators of two classes
     */
    public static void mergeInto(Map<String, Accumulator<?, ?>> target, Map<String, Accumulator<?, ?>> toMerge) {
        toMerge.forEach((name, other) -> {
            Accumulator<?, ?> own = target.get(name);
            if (own == null) {
                target.put(name, other.clone());
            } else {
                compareAccumulatorTypes(name, own.getClass(), other.getClass());
                mergeSingle(own, other);
            }
        });
    }

    /** @throws UnsupportedOperationException if the classes differ */
    public static void compareAccumulatorTypes(Object name, Class<?> first, Class<?> second) {
        if (first != second) {
            throw new UnsupportedOperationException("The accumulator '" + name + "' was created with two types: "
                    + first.getName() + " and " + second.getName() + ". Use another name for one of them.");
        }
    }

    /** The results by name, in the order of {@code accumulators}. */
    public static Map<String, Object> toResultMap(Map<String, Accumulator<?, ?>> accumulators) {
        Map<String, Object> results = new LinkedHashMap<>();
        accumulators.forEach((name, accumulator) -> results.put(name, accumulator.getLocalValue()));
        return results;
    }

    /** A line for each result, such as {@code - words (java.lang.Long): 42}; for lists, how many elements they have. */
    public static String getResultsFormatted(Map<String, Object> map) {
        StringBuilder lines = new StringBuilder();
        map.forEach((name, value) -> {
            lines.append("- ").append(name).append(" (");
            lines.append(value == null ? "null" : value.getClass().getName()).append("): ");
            if (value instanceof Collection<?> elements) {
                lines.append(elements.size()).append(" elements");
            } else {
                lines.append(value);
            }
            lines.append(System.lineSeparator());
        });
        return lines.toString();
    }

    /** Copies, so that the originals may go on changing. */
    public static Map<String, Accumulator<?, ?>> copy(Map<String, Accumulator<?, ?>> accumulators) {
        Map<String, Accumulator<?, ?>> copies = new LinkedHashMap<>();
        accumulators.forEach((name, accumulator) -> copies.put(name, accumulator.clone()));
        return copies;
    }

    // Both are of the same class, so of the same parameters.
    @SuppressWarnings("unchecked")
    private static <V, R extends Serializable> void mergeSingle(Accumulator<?, ?> target, Accumulator<?, ?> toMerge) {
        ((Accumulator<V, R>) target).merge((Accumulator<V, R>) toMerge);
    }
}
