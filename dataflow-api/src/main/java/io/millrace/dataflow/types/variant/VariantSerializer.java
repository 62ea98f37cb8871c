package io.millrace.dataflow.types.variant;

import io.millrace.dataflow.memory.DataInputView;
import io.millrace.dataflow.memory.DataOutputView;
import io.millrace.dataflow.types.variant.Variant.Type;
import io.millrace.dataflow.typeutils.SimpleTypeSerializerSnapshot;
import io.millrace.dataflow.typeutils.TypeSerializer;
import io.millrace.dataflow.typeutils.TypeSerializerSnapshot;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The binary form of variants: a byte for the {@link Type}, by its position, then
 *
 * <pre>
 *   NULL                                nothing
 *   BOOLEAN, TINYINT ... DOUBLE         as {@link DataOutput} writes them
 *   STRING, BYTES                       int: length; UTF-8, or the bytes
 *   DECIMAL                             int: scale; then the unscaled value as BYTES
 *   DATE                                long: day since 1970
 *   TIMESTAMP                           long: day since 1970; long: nanosecond of the day
 *   TIMESTAMP_LTZ                       long: second since 1970; int: nanosecond of it
 *   ARRAY                               int: number; then the elements
 *   OBJECT                              int: number; then for each field its name as STRING, without the type, and its value
 * </pre>
 *
 * <p>Numbers have their high byte first. Thread-safe.
 */
public final class VariantSerializer extends TypeSerializer<Variant> {
    public static final VariantSerializer INSTANCE = new VariantSerializer();

    private static final long serialVersionUID = 1L;
    private static final Type[] TYPES = Type.values();

    /** What is nested deeper is taken for broken bytes, which must not overflow the stack. */
    private static final int DEPTH_MAX = 500;

    private static final int PIECE_BYTES = 4096;

    private VariantSerializer() {}

    @Override
    public boolean isImmutableType() {
        return true;
    }

    @Override
    public TypeSerializer<Variant> duplicate() {
        return this;
    }

    @Override
    public Variant createInstance() {
        return VariantValue.NULL;
    }

    @Override
    public Variant copy(Variant from) {
        return from;
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public void serialize(Variant record, DataOutputView target) throws IOException {
        write(record, target, 0);
    }

    @Override
    public Variant deserialize(DataInputView source) throws IOException {
        return read(source, 0);
    }

    private static void write(Variant record, DataOutput target, int depth) throws IOException {
        if (!(record instanceof VariantValue value)) {
            throw new IOException("a variant of the class " + record.getClass().getName()
                    + " cannot be written; make variants by Variant.newBuilder()");
        }
        check(depth);
        target.writeByte(value.type().ordinal());
        switch (value.type()) {
            case NULL -> {}
            case BOOLEAN -> target.writeBoolean(value.getBoolean());
            case TINYINT -> target.writeByte(value.getByte());
            case SMALLINT -> target.writeShort(value.getShort());
            case INT -> target.writeInt(value.getInt());
            case BIGINT -> target.writeLong(value.getLong());
            case FLOAT -> target.writeFloat(value.getFloat());
            case DOUBLE -> target.writeDouble(value.getDouble());
            case STRING -> writeText(value.getString(), target);
            case BYTES -> writeBytes(value.getBytes(), target);
            case DECIMAL -> {
                target.writeInt(value.getDecimal().scale());
                writeBytes(value.getDecimal().unscaledValue().toByteArray(), target);
            }
            case DATE -> target.writeLong(value.getDate().toEpochDay());
            case TIMESTAMP -> {
                target.writeLong(value.getDateTime().toLocalDate().toEpochDay());
                target.writeLong(value.getDateTime().toLocalTime().toNanoOfDay());
            }
            case TIMESTAMP_LTZ -> {
                target.writeLong(value.getInstant().getEpochSecond());
                target.writeInt(value.getInstant().getNano());
            }
            case ARRAY -> {
                target.writeInt(value.elements().size());
                for (Variant element : value.elements()) {
                    write(element, target, depth + 1);
                }
            }
            case OBJECT -> {
                target.writeInt(value.fields().size());
                for (Map.Entry<String, Variant> field : value.fields().entrySet()) {
                    writeText(field.getKey(), target);
                    write(field.getValue(), target, depth + 1);
                }
            }
        }
    }

    private static VariantValue read(DataInput source, int depth) throws IOException {
        check(depth);
        int tag = source.readUnsignedByte();
        if (tag >= TYPES.length) {
            throw new IOException("no variant begins with byte " + tag + ": the bytes are broken");
        }
        Type type = TYPES[tag];
        try {
            return switch (type) {
                case NULL -> VariantValue.NULL;
                case ARRAY -> VariantValue.array(readElements(source, depth));
                case OBJECT -> VariantValue.object(readFields(source, depth));
                default -> new VariantValue(type, readScalar(type, source));
            };
        } catch (DateTimeException | NumberFormatException e) {
            throw new IOException("no " + type + " of a variant: the bytes are broken: " + e.getMessage(), e);
        }
    }

    private static Object readScalar(Type type, DataInput source) throws IOException {
        return switch (type) {
            case BOOLEAN -> source.readBoolean();
            case TINYINT -> source.readByte();
            case SMALLINT -> source.readShort();
            case INT -> source.readInt();
            case BIGINT -> source.readLong();
            case FLOAT -> source.readFloat();
            case DOUBLE -> source.readDouble();
            case STRING -> readText(source);
            case BYTES -> readBytes(source);
            case DECIMAL -> {
                int scale = source.readInt();
                yield new BigDecimal(new BigInteger(readBytes(source)), scale);
            }
            case DATE -> LocalDate.ofEpochDay(source.readLong());
            case TIMESTAMP -> {
                LocalDate day = LocalDate.ofEpochDay(source.readLong());
                yield LocalDateTime.of(day, LocalTime.ofNanoOfDay(source.readLong()));
            }
            case TIMESTAMP_LTZ -> {
                long second = source.readLong();
                yield Instant.ofEpochSecond(second, source.readInt());
            }
            case NULL, ARRAY, OBJECT -> throw new IllegalArgumentException(type + " is no scalar");
        };
    }

    private static List<Variant> readElements(DataInput source, int depth) throws IOException {
        List<Variant> elements = new ArrayList<>();
        for (int left = readCount(source); left > 0; left--) {
            elements.add(read(source, depth + 1));
        }
        return elements;
    }

    private static Map<String, Variant> readFields(DataInput source, int depth) throws IOException {
        Map<String, Variant> fields = new LinkedHashMap<>();
        for (int left = readCount(source); left > 0; left--) {
            String name = readText(source);
            fields.put(name, read(source, depth + 1));
        }
        return fields;
    }

    private static int readCount(DataInput source) throws IOException {
        int count = source.readInt();
        if (count < 0) {
            throw new IOException("a number of " + count + " in a variant: the bytes are broken");
        }
        return count;
    }

    private static void check(int depth) throws IOException {
        if (depth > DEPTH_MAX) {
            throw new IOException("a variant is nested more than " + DEPTH_MAX + " deep");
        }
    }

    private static void writeText(String text, DataOutput target) throws IOException {
        writeBytes(text.getBytes(StandardCharsets.UTF_8), target);
    }

    private static String readText(DataInput source) throws IOException {
        return new String(readBytes(source), StandardCharsets.UTF_8);
    }

    private static void writeBytes(byte[] bytes, DataOutput target) throws IOException {
        target.writeInt(bytes.length);
        target.write(bytes);
    }

    /** A piece at a time, so that a broken length takes no more memory than there are bytes. */
    private static byte[] readBytes(DataInput source) throws IOException {
        int left = readCount(source);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(Math.min(left, PIECE_BYTES));
        byte[] piece = new byte[Math.min(left, PIECE_BYTES)];
        while (left > 0) {
            int part = Math.min(left, piece.length);
            source.readFully(piece, 0, part);
            bytes.write(piece, 0, part);
            left -= part;
        }
        return bytes.toByteArray();
    }

    @Override
    public TypeSerializerSnapshot<Variant> snapshotConfiguration() {
        return new Snapshot();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof VariantSerializer;
    }

    @Override
    public int hashCode() {
        return VariantSerializer.class.getName().hashCode();
    }

    /** All variants are written alike. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<Variant> {
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}
