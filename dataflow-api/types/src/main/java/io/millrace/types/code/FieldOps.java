package io.millrace.types.code;

import io.millrace.dataflow.types.NullFieldException;
import io.millrace.dataflow.typeutils.TypeSerializer;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.StreamCorruptedException;
import org.jspecify.annotations.Nullable;

/**
 * The steps that made code consists of, so that it needs no branches of its own. Three families: {@code write…} and {@code
 * read…} for fields that must not be null, {@code …IfPresent} for those whose null bit was written, and the bits.
 *
 * <p>Public for the code that is made.
 */
@SuppressWarnings("NullAway") // fields and serialisers of fields may give null where their types do
public final class FieldOps {

    private FieldOps() {}

    /** The bit, if the value is null. */
    public static int bit(@Nullable Object value, int bit) {
        return value == null ? bit : 0;
    }

    /**
     * Checks the null bits of fields that cannot be null.
     *
     * @throws StreamCorruptedException if one is set
     */
    public static int checkBits(int bits, int refused) throws IOException {
        if ((bits & refused) != 0) {
            throw new StreamCorruptedException("Corrupt record: a primitive field cannot be null.");
        }
        return bits;
    }

    public static @Nullable Object copy(@Nullable Object value, TypeSerializer<Object> serializer) {
        return value == null ? null : serializer.copy(value);
    }

    /**
     * The value of a field that must not be null.
     *
     * @throws NullFieldException if it is
     */
    public static Object present(@Nullable Object value, int position) {
        if (value == null) {
            throw new NullFieldException(position);
        }
        return value;
    }

    public static void write(@Nullable Object value, TypeSerializer<Object> serializer, DataOutput out)
            throws IOException {
        serializer.serialize(value, out);
    }

    public static void writeNotNull(
            @Nullable Object value, int position, TypeSerializer<Object> serializer, DataOutput out)
            throws IOException {
        serializer.serialize(present(value, position), out);
    }

    public static void writeIfPresent(@Nullable Object value, TypeSerializer<Object> serializer, DataOutput out)
            throws IOException {
        if (value != null) {
            serializer.serialize(value, out);
        }
    }

    public static @Nullable Object read(TypeSerializer<Object> serializer, DataInput in) throws IOException {
        return serializer.deserialize(in);
    }

    public static @Nullable Object readIfPresent(int bits, int bit, TypeSerializer<Object> serializer, DataInput in)
            throws IOException {
        return (bits & bit) != 0 ? null : serializer.deserialize(in);
    }

    public static boolean readBareBoolean(DataInput in) throws IOException {
        return checkBoolean(in.readByte());
    }

    static boolean checkBoolean(byte value) throws IOException {
        if (value != 0 && value != 1) {
            throw new StreamCorruptedException("Corrupt record: a boolean is expected=0 or 1, actual=" + value + ".");
        }
        return value == 1;
    }

    @SuppressWarnings("UnusedVariable") // the position is for those that refuse null
    public static void writeText(@Nullable Object value, int position, DataOutput out) throws IOException {
        Bytes.writeText((String) value, out);
    }

    public static @Nullable Object readText(DataInput in) throws IOException {
        return Bytes.readText(in);
    }

    public static void writeTextIfPresent(@Nullable Object value, DataOutput out) throws IOException {
        if (value != null) {
            Bytes.writeText((String) value, out);
        }
    }

    public static @Nullable Object readTextIfPresent(int bits, int bit, DataInput in) throws IOException {
        return (bits & bit) != 0 ? null : Bytes.readText(in);
    }

    public static void writeBoolean(@Nullable Object value, int position, DataOutput out) throws IOException {
        out.writeBoolean((Boolean) present(value, position));
    }

    public static Object readBoolean(DataInput in) throws IOException {
        return readBareBoolean(in);
    }

    public static void writeBooleanIfPresent(@Nullable Object value, DataOutput out) throws IOException {
        if (value != null) {
            out.writeBoolean((Boolean) value);
        }
    }

    public static @Nullable Object readBooleanIfPresent(int bits, int bit, DataInput in) throws IOException {
        return (bits & bit) != 0 ? null : readBoolean(in);
    }

    public static void writeByte(@Nullable Object value, int position, DataOutput out) throws IOException {
        out.writeByte((Byte) present(value, position));
    }

    public static Object readByte(DataInput in) throws IOException {
        return in.readByte();
    }

    public static void writeByteIfPresent(@Nullable Object value, DataOutput out) throws IOException {
        if (value != null) {
            out.writeByte((Byte) value);
        }
    }

    public static @Nullable Object readByteIfPresent(int bits, int bit, DataInput in) throws IOException {
        return (bits & bit) != 0 ? null : readByte(in);
    }

    public static void writeShort(@Nullable Object value, int position, DataOutput out) throws IOException {
        out.writeShort((Short) present(value, position));
    }

    public static Object readShort(DataInput in) throws IOException {
        return in.readShort();
    }

    public static void writeShortIfPresent(@Nullable Object value, DataOutput out) throws IOException {
        if (value != null) {
            out.writeShort((Short) value);
        }
    }

    public static @Nullable Object readShortIfPresent(int bits, int bit, DataInput in) throws IOException {
        return (bits & bit) != 0 ? null : readShort(in);
    }

    public static void writeChar(@Nullable Object value, int position, DataOutput out) throws IOException {
        out.writeChar((Character) present(value, position));
    }

    public static Object readChar(DataInput in) throws IOException {
        return in.readChar();
    }

    public static void writeCharIfPresent(@Nullable Object value, DataOutput out) throws IOException {
        if (value != null) {
            out.writeChar((Character) value);
        }
    }

    public static @Nullable Object readCharIfPresent(int bits, int bit, DataInput in) throws IOException {
        return (bits & bit) != 0 ? null : readChar(in);
    }

    public static void writeInt(@Nullable Object value, int position, DataOutput out) throws IOException {
        out.writeInt((Integer) present(value, position));
    }

    public static Object readInt(DataInput in) throws IOException {
        return in.readInt();
    }

    public static void writeIntIfPresent(@Nullable Object value, DataOutput out) throws IOException {
        if (value != null) {
            out.writeInt((Integer) value);
        }
    }

    public static @Nullable Object readIntIfPresent(int bits, int bit, DataInput in) throws IOException {
        return (bits & bit) != 0 ? null : readInt(in);
    }

    public static void writeLong(@Nullable Object value, int position, DataOutput out) throws IOException {
        out.writeLong((Long) present(value, position));
    }

    public static Object readLong(DataInput in) throws IOException {
        return in.readLong();
    }

    public static void writeLongIfPresent(@Nullable Object value, DataOutput out) throws IOException {
        if (value != null) {
            out.writeLong((Long) value);
        }
    }

    public static @Nullable Object readLongIfPresent(int bits, int bit, DataInput in) throws IOException {
        return (bits & bit) != 0 ? null : readLong(in);
    }

    public static void writeFloat(@Nullable Object value, int position, DataOutput out) throws IOException {
        out.writeFloat((Float) present(value, position));
    }

    public static Object readFloat(DataInput in) throws IOException {
        return in.readFloat();
    }

    public static void writeFloatIfPresent(@Nullable Object value, DataOutput out) throws IOException {
        if (value != null) {
            out.writeFloat((Float) value);
        }
    }

    public static @Nullable Object readFloatIfPresent(int bits, int bit, DataInput in) throws IOException {
        return (bits & bit) != 0 ? null : readFloat(in);
    }

    public static void writeDouble(@Nullable Object value, int position, DataOutput out) throws IOException {
        out.writeDouble((Double) present(value, position));
    }

    public static Object readDouble(DataInput in) throws IOException {
        return in.readDouble();
    }

    public static void writeDoubleIfPresent(@Nullable Object value, DataOutput out) throws IOException {
        if (value != null) {
            out.writeDouble((Double) value);
        }
    }

    public static @Nullable Object readDoubleIfPresent(int bits, int bit, DataInput in) throws IOException {
        return (bits & bit) != 0 ? null : readDouble(in);
    }
}
