package io.millrace.dataset.plan;

import io.millrace.dataflow.InvalidProgramException;
import io.millrace.dataflow.functions.KeySelector;
import io.millrace.dataflow.functions.Partitioner;
import io.millrace.dataflow.graph.ExchangePattern;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.util.SerializedValue;
import io.millrace.types.key.OwnKeys;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * By what records are grouped, joined or told apart.
 *
 * @param selector serialisable; equal keys meet at one subtask
 * @param type of the key
 * @param widths of each field that the program named, how many fields it is made of; one for a selector
 * @param fields the paths of these fields, in order, such as {@code f0}; empty if a selector makes it
 * @param description as the user wrote it, such as {@code (0,2)} or {@code word}
 * @param partitioner the user's own, which says where a key's records meet; else a hash does
 */
public record Key(
        KeySelector<?, ?> selector,
        TypeInformation<?> type,
        List<Integer> widths,
        List<String> fields,
        String description,
        Optional<Partitioner<?>> partitioner) {
    public Key {
        widths = List.copyOf(widths);
        fields = List.copyOf(fields);
    }

    public Key(
            KeySelector<?, ?> selector,
            TypeInformation<?> type,
            List<Integer> widths,
            List<String> fields,
            String description) {
        this(selector, type, widths, fields, description, Optional.empty());
    }

    /** How many fields it is made of, nested ones counted each. */
    public int size() {
        return widths.stream().mapToInt(Integer::intValue).sum();
    }

    /** Whether both are made of the same fields in the same order. */
    public boolean hasSameFields(Key other) {
        return !fields.isEmpty() && fields.equals(other.fields);
    }

    /**
     * The same key, met where {@code chosen} says.
     *
     * @throws InvalidProgramException if the key has more than one field
     */
    public Key partitionedBy(Partitioner<?> chosen) {
        if (!fields.isEmpty() && size() != 1) {
            throw new InvalidProgramException("A custom partitioner needs a key of one field, but the key "
                    + description + " has " + size() + ".");
        }
        return new Key(selector, type, widths, fields, description, Optional.of(chosen));
    }

    /** How records travel to where their keys meet. */
    public ExchangePattern exchange() {
        return partitioner.isPresent()
                ? new ExchangePattern.Custom(
                        serialized("partitioner", partitioner.get()), serialized("key selector", selector))
                : new ExchangePattern.Hash(serialized("key selector", grouping()));
    }

    /** Gives keys that are equal where the type's own comparator says so; the selector itself for most types. */
    public KeySelector<?, ?> grouping() {
        return OwnKeys.of(selector, type);
    }

    private static <T> SerializedValue<T> serialized(String what, T function) {
        try {
            return new SerializedValue<>(function);
        } catch (IOException e) {
            throw new InvalidProgramException(
                    "The " + what + " " + function.getClass().getName() + " is not serializable: " + e.getMessage(), e);
        }
    }
}
