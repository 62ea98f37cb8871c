package io.millrace.types.serial;

import io.millrace.types.code.Bytes;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A number of values of one type. Layout: a varint, twice the number of values, plus 1 if some of them are null and the
 * type cannot write null; then the values, each after one byte (1 for a value, 0 for null, which has nothing more) if that 1
 * was there.
 */
final class Elements {

    private Elements() {}

    static void write(Collection<?> values, Part element, DataOutput out) throws IOException {
        boolean marked = !element.acceptsNull() && hasNull(values);
        if (values.size() > Integer.MAX_VALUE >> 1) {
            throw new IOException(
                    "A collection of " + values.size() + " elements is too large for one record: at most 2^30 - 1.");
        }
        Bytes.writeVarint(values.size() << 1 | (marked ? 1 : 0), out);
        for (Object value : values) {
            if (marked) {
                out.writeByte(value == null ? 0 : 1);
            }
            if (!marked || value != null) {
                writeOne(value, element, out);
            }
        }
    }

    @SuppressWarnings("NullAway") // null only where the type writes it
    private static void writeOne(@Nullable Object value, Part element, DataOutput out) throws IOException {
        element.write(value, out);
    }

    private static boolean hasNull(Collection<?> values) {
        for (Object value : values) {
            if (value == null) {
                return true;
            }
        }
        return false;
    }

    /** The list grows as values arrive: no type writes a value as no bytes, so a number gone wrong ends with the input. */
    static List<@Nullable Object> read(Part element, DataInput in) throws IOException {
        int header = Bytes.readVarint(in);
        List<@Nullable Object> values = new ArrayList<>(Math.min(header >> 1, 1024));
        for (int left = header >> 1; left > 0; left--) {
            int present = (header & 1) == 0 ? 1 : in.readByte();
            if (present != 0 && present != 1) {
                throw new StreamCorruptedException(
                        "Corrupt record: an element begins with expected=0 or 1, actual=" + present);
            }
            values.add(present == 0 ? null : element.read(in));
        }
        return values;
    }
}
