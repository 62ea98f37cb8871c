package io.millrace.types.serial;

import io.millrace.types.code.Bytes;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * How one plain value is written. Numbers are big-endian and of fixed length.
 *
 * <table>
 *   <caption>Layouts</caption>
 *   <tr><td>Boolean, Byte, Void</td><td>1 byte (0 or 1; the byte; 0)</td></tr>
 *   <tr><td>Short, Character</td><td>2 bytes</td></tr>
 *   <tr><td>Integer, Float; Long, Double</td><td>4; 8 bytes (floats as their bits)</td></tr>
 *   <tr><td>String</td><td>text</td></tr>
 *   <tr><td>BigInteger</td><td>blob of its two's complement; null as a blob of no bytes</td></tr>
 *   <tr><td>BigDecimal</td><td>as BigInteger, then, if not null, 4 bytes of scale</td></tr>
 *   <tr><td>Date, java.sql.Date, Time, LocalDate, LocalTime</td><td>8 bytes: milliseconds, days or nanoseconds of day</td></tr>
 *   <tr><td>Instant, LocalDateTime, Timestamp</td><td>8 bytes: seconds, days, milliseconds; then, if not null, the rest:
 *       4 bytes of nanoseconds (8 of nanoseconds of day for LocalDateTime)</td></tr>
 * </table>
 *
 * Times are null if the first 8 bytes are those of Long.MIN_VALUE, which no other value of them has.
 *
 * @param length bytes of each value, or -1
 * @param empty a value to start with
 * @param acceptsNull whether null can be written
 * @param copy null if values cannot change
 */
record Atom<T>(
        int length,
        @Nullable T empty,
        boolean acceptsNull,
        Writer<T> writer,
        Reader<T> reader,
        @Nullable UnaryOperator<T> copy) {

    /** Writes one value. */
    interface Writer<T> {
        void write(T value, DataOutput out) throws IOException;
    }

    /** Reads one value. */
    interface Reader<T> {
        @Nullable
        T read(DataInput in) throws IOException;
    }

    private static final long NULL_TIME = Long.MIN_VALUE;

    private static final Map<Class<?>, Atom<?>> BY_CLASS = new LinkedHashMap<>();

    static {
        fixed(Boolean.class, 1, false, (v, out) -> out.writeBoolean(v), Atom::readBoolean);
        fixed(Byte.class, 1, (byte) 0, (v, out) -> out.writeByte(v), DataInput::readByte);
        fixed(Short.class, 2, (short) 0, (v, out) -> out.writeShort(v), DataInput::readShort);
        fixed(Character.class, 2, '\0', (v, out) -> out.writeChar(v), DataInput::readChar);
        fixed(Integer.class, 4, 0, (v, out) -> out.writeInt(v), DataInput::readInt);
        fixed(Float.class, 4, 0f, (v, out) -> out.writeFloat(v), DataInput::readFloat);
        fixed(Long.class, 8, 0L, (v, out) -> out.writeLong(v), DataInput::readLong);
        fixed(Double.class, 8, 0d, (v, out) -> out.writeDouble(v), DataInput::readDouble);
        put(Void.class, new Atom<>(1, null, true, (v, out) -> out.writeByte(0), Atom::readVoid, null));
        put(String.class, new Atom<>(-1, "", true, Bytes::writeText, Bytes::readText, null));
        put(BigInteger.class, new Atom<>(-1, BigInteger.ZERO, true, Atom::writeBigInteger, Atom::readBigInteger, null));
        put(BigDecimal.class, new Atom<>(-1, BigDecimal.ZERO, true, Atom::writeBigDecimal, Atom::readBigDecimal, null));
        mutableTime(Date.class, new Date(0), Date::getTime, Date::new);
        mutableTime(java.sql.Date.class, new java.sql.Date(0), java.sql.Date::getTime, java.sql.Date::new);
        mutableTime(java.sql.Time.class, new java.sql.Time(0), java.sql.Time::getTime, java.sql.Time::new);
        put(
                java.sql.Timestamp.class,
                new Atom<>(
                        -1,
                        new java.sql.Timestamp(0),
                        true,
                        Atom::writeTimestamp,
                        Atom::readTimestamp,
                        Atom::copyTimestamp));
        time(
                LocalDate.class,
                LocalDate.EPOCH,
                (v, out) -> out.writeLong(v.toEpochDay()),
                (n, in) -> LocalDate.ofEpochDay(n));
        time(
                LocalTime.class,
                LocalTime.MIN,
                (v, out) -> out.writeLong(v.toNanoOfDay()),
                (n, in) -> LocalTime.ofNanoOfDay(n));
        time(
                LocalDateTime.class,
                LocalDateTime.of(LocalDate.EPOCH, LocalTime.MIN),
                Atom::writeDateTime,
                Atom::readDateTime);
        time(Instant.class, Instant.EPOCH, Atom::writeInstant, Atom::readInstant);
    }

    /** How values of a class are written; null if it is no plain class. */
    @SuppressWarnings("unchecked")
    static <T> @Nullable Atom<T> of(Class<T> type) {
        return (Atom<T>) BY_CLASS.get(type);
    }

    private static <T> void put(Class<T> type, Atom<T> atom) {
        BY_CLASS.put(type, atom);
    }

    private static <T> void fixed(Class<T> type, int length, T empty, Writer<T> writer, Reader<T> reader) {
        put(type, new Atom<>(length, empty, false, writer, reader, null));
    }

    /** Reads the rest of a time whose first number was read. */
    private interface TimeReader<T> {
        T read(long first, DataInput in) throws IOException;
    }

    /** A time as one number. */
    private interface Number64<T> {
        long of(T value);
    }

    /** A time from its number. */
    private interface OfNumber64<T> {
        T of(long number);
    }

    private static <T> void time(Class<T> type, T empty, Writer<T> writer, TimeReader<T> reader) {
        put(type, new Atom<>(-1, empty, true, nullable(writer), nullable(reader), null));
    }

    private static <T> void mutableTime(Class<T> type, T empty, Number64<T> toNumber, OfNumber64<T> ofNumber) {
        Writer<T> writer = (v, out) -> out.writeLong(toNumber.of(v));
        TimeReader<T> reader = (n, in) -> ofNumber.of(n);
        put(type, new Atom<>(8, empty, true, nullable(writer), nullable(reader), v -> ofNumber.of(toNumber.of(v))));
    }

    private static <T> Writer<T> nullable(Writer<T> writer) {
        return (value, out) -> {
            if (value == null) {
                out.writeLong(NULL_TIME);
            } else {
                writer.write(value, out);
            }
        };
    }

    private static <T> Reader<T> nullable(TimeReader<T> reader) {
        return in -> {
            long first = in.readLong();
            return first == NULL_TIME ? null : reader.read(first, in);
        };
    }

    private static boolean readBoolean(DataInput in) throws IOException {
        byte value = in.readByte();
        if (value != 0 && value != 1) {
            throw new StreamCorruptedException("Corrupt record: a boolean is expected=0 or 1, actual=" + value + ".");
        }
        return value == 1;
    }

    private static @Nullable Void readVoid(DataInput in) throws IOException {
        in.readByte();
        return null;
    }

    private static void writeBigInteger(@Nullable BigInteger value, DataOutput out) throws IOException {
        Bytes.writeBlob(value == null ? new byte[0] : value.toByteArray(), out);
    }

    private static @Nullable BigInteger readBigInteger(DataInput in) throws IOException {
        byte[] bytes = Bytes.readBlob(in);
        return bytes.length == 0 ? null : new BigInteger(bytes);
    }

    private static void writeBigDecimal(@Nullable BigDecimal value, DataOutput out) throws IOException {
        writeBigInteger(value == null ? null : value.unscaledValue(), out);
        if (value != null) {
            out.writeInt(value.scale());
        }
    }

    private static @Nullable BigDecimal readBigDecimal(DataInput in) throws IOException {
        BigInteger unscaled = readBigInteger(in);
        return unscaled == null ? null : new BigDecimal(unscaled, in.readInt());
    }

    private static void writeDateTime(LocalDateTime value, DataOutput out) throws IOException {
        out.writeLong(value.toLocalDate().toEpochDay());
        out.writeLong(value.toLocalTime().toNanoOfDay());
    }

    private static LocalDateTime readDateTime(long day, DataInput in) throws IOException {
        return LocalDateTime.of(LocalDate.ofEpochDay(day), LocalTime.ofNanoOfDay(in.readLong()));
    }

    private static void writeInstant(Instant value, DataOutput out) throws IOException {
        out.writeLong(value.getEpochSecond());
        out.writeInt(value.getNano());
    }

    private static Instant readInstant(long seconds, DataInput in) throws IOException {
        return Instant.ofEpochSecond(seconds, in.readInt());
    }

    private static void writeTimestamp(java.sql.@Nullable Timestamp value, DataOutput out) throws IOException {
        out.writeLong(value == null ? NULL_TIME : value.getTime());
        if (value != null) {
            out.writeInt(value.getNanos());
        }
    }

    private static java.sql.@Nullable Timestamp readTimestamp(DataInput in) throws IOException {
        long time = in.readLong();
        if (time == NULL_TIME) {
            return null;
        }
        java.sql.Timestamp timestamp = new java.sql.Timestamp(time);
        timestamp.setNanos(in.readInt());
        return timestamp;
    }

    private static java.sql.Timestamp copyTimestamp(java.sql.Timestamp value) {
        java.sql.Timestamp copy = new java.sql.Timestamp(value.getTime());
        copy.setNanos(value.getNanos());
        return copy;
    }
}
