package io.millrace.datastream;

import io.millrace.dataflow.InvalidProgramException;
import io.millrace.dataflow.util.SerializedValue;
import java.io.IOException;

/** Serialises parts of the program when it is written down, so that errors name the line of the user's that made them. */
final class Serialized {
    private Serialized() {}

    static <S> SerializedValue<S> of(S value, String what) {
        try {
            return new SerializedValue<>(value);
        } catch (IOException e) {
            throw new InvalidProgramException(
                    what + " (" + value.getClass().getName() + ") is not serializable: " + e.getMessage()
                            + "; make the class and all that its fields hold serializable, or mark fields transient",
                    e);
        }
    }
}
