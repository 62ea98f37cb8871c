package io.millrace.dataset.plan;

import io.millrace.dataflow.InvalidProgramException;
import io.millrace.dataflow.functions.KeySelector;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.util.SerializedValue;
import java.io.IOException;

/**
 * By what records are grouped, joined or told apart.
 *
 * @param selector serialisable; equal keys meet at one subtask
 * @param type of the key
 * @param size how many fields it is made of
 * @param description as the user wrote it, such as {@code (0,2)} or {@code word}
 */
public record Key(KeySelector<?, ?> selector, TypeInformation<?> type, int size, String description) {
    /** For an exchange by this key. */
    public SerializedValue<KeySelector<?, ?>> serialized() {
        try {
            return new SerializedValue<>(selector);
        } catch (IOException e) {
            throw new InvalidProgramException(
                    "The key selector " + selector.getClass().getName() + " is not serializable: " + e.getMessage(), e);
        }
    }
}
