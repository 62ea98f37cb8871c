package io.millrace.types.serial;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Values that may be null: first one bit for each, lowest first in each byte, set if the value is null and zero beyond the
 * last; then the values that are not null.
 */
final class NullBits {

    private NullBits() {}

    static void write(@Nullable Object[] values, Part[] parts, DataOutput out) throws IOException {
        for (int start = 0; start < values.length; start += 8) {
            int bits = 0;
            for (int i = start; i < Math.min(start + 8, values.length); i++) {
                bits |= values[i] == null ? 1 << (i - start) : 0;
            }
            out.writeByte(bits);
        }
        for (int i = 0; i < values.length; i++) {
            Object value = values[i];
            if (value != null) {
                parts[i].write(value, out);
            }
        }
    }

    static @Nullable Object[] read(Part[] parts, DataInput in) throws IOException {
        byte[] bits = new byte[(parts.length + 7) / 8];
        in.readFully(bits);
        @Nullable Object[] values = new @Nullable Object[parts.length];
        for (int i = 0; i < values.length; i++) {
            if ((bits[i >> 3] & 1 << (i & 7)) == 0) {
                values[i] = parts[i].read(in);
            }
        }
        return values;
    }
}
