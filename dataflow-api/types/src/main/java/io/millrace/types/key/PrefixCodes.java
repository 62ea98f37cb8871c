package io.millrace.types.key;

import io.millrace.dataflow.tuple.Tuple;
import io.millrace.dataflow.types.BooleanValue;
import io.millrace.dataflow.types.ByteValue;
import io.millrace.dataflow.types.CharValue;
import io.millrace.dataflow.types.DoubleValue;
import io.millrace.dataflow.types.EnumTypeInfo;
import io.millrace.dataflow.types.FloatValue;
import io.millrace.dataflow.types.IntValue;
import io.millrace.dataflow.types.LateBoundTypeInfo;
import io.millrace.dataflow.types.LongValue;
import io.millrace.dataflow.types.NullFieldException;
import io.millrace.dataflow.types.PrimitiveArrayTypeInfo;
import io.millrace.dataflow.types.RecordTypeInfo;
import io.millrace.dataflow.types.ShortValue;
import io.millrace.dataflow.types.StringValue;
import io.millrace.dataflow.types.TupleTypeInfo;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.typeutils.CompositeType;
import io.millrace.types.access.RecordShape;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Finds the {@link PrefixCode} of a type. */
final class PrefixCodes {

    private static final Map<Class<?>, PrefixCode> BY_CLASS = new LinkedHashMap<>();

    /** Classes that late-bound values are told apart by: final ones, which compare with their own kind only. */
    private static final List<Class<?>> LATE = List.of(
            Boolean.class,
            Byte.class,
            Short.class,
            Integer.class,
            Long.class,
            Float.class,
            Double.class,
            Character.class,
            String.class,
            LocalTime.class,
            Instant.class);

    private static final Map<Class<?>, Integer> LATE_TAGS = new LinkedHashMap<>();

    static {
        fixed(Boolean.class, 1, v -> v ? 1 : 0);
        fixed(Byte.class, 1, v -> v ^ 0x80);
        fixed(Short.class, 2, v -> v ^ 0x8000);
        fixed(Character.class, 2, v -> v);
        fixed(Integer.class, 4, v -> v ^ 0x8000_0000L);
        fixed(Long.class, 8, v -> v ^ Long.MIN_VALUE);
        fixed(Float.class, 4, v -> ofFloat(v));
        fixed(Double.class, 8, v -> ofDouble(v));
        text(String.class, v -> v);
        BY_CLASS.put(BigInteger.class, new PrefixCode.Big());
        partly(BigDecimal.class, v -> ofDouble(v.doubleValue()));
        // Not final: a Timestamp among Dates compares by its nanoseconds too.
        partly(Date.class, v -> v.getTime() ^ Long.MIN_VALUE);
        partly(java.sql.Date.class, v -> v.getTime() ^ Long.MIN_VALUE);
        partly(java.sql.Time.class, v -> v.getTime() ^ Long.MIN_VALUE);
        partly(java.sql.Timestamp.class, v -> v.getTime() ^ Long.MIN_VALUE);
        fixed(LocalDate.class, 8, v -> v.toEpochDay() ^ Long.MIN_VALUE);
        fixed(LocalTime.class, 8, v -> v.toNanoOfDay() ^ Long.MIN_VALUE);
        pair(
                LocalDateTime.class,
                number(8, (LocalDateTime v) -> v.toLocalDate().toEpochDay() ^ Long.MIN_VALUE),
                number(8, (LocalDateTime v) -> v.toLocalTime().toNanoOfDay()));
        pair(Instant.class, number(8, (Instant v) -> v.getEpochSecond() ^ Long.MIN_VALUE), number(4, Instant::getNano));
        fixed(BooleanValue.class, 1, v -> v.getValue() ? 1 : 0);
        fixed(ByteValue.class, 1, v -> v.getValue() ^ 0x80);
        fixed(ShortValue.class, 2, v -> v.getValue() ^ 0x8000);
        fixed(CharValue.class, 2, CharValue::getValue);
        fixed(IntValue.class, 4, v -> v.getValue() ^ 0x8000_0000L);
        fixed(LongValue.class, 8, v -> v.getValue() ^ Long.MIN_VALUE);
        fixed(FloatValue.class, 4, v -> ofFloat(v.getValue()));
        fixed(DoubleValue.class, 8, v -> ofDouble(v.getValue()));
        text(StringValue.class, StringValue::getValue);
        for (int i = 0; i < LATE.size(); i++) {
            LATE_TAGS.put(LATE.get(i), i + 1);
        }
    }

    private PrefixCodes() {}

    /** The code of a type's values; null if there is none. */
    static @Nullable PrefixCode of(TypeInformation<?> type) {
        if (type instanceof LateBoundTypeInfo) {
            return new PrefixCode.Late();
        }
        PrefixCode known = BY_CLASS.get(type.getTypeClass());
        if (known != null) {
            return known;
        }
        if (type instanceof EnumTypeInfo) {
            return number(2, (Enum<?> v) -> v.ordinal());
        }
        if (type instanceof PrimitiveArrayTypeInfo<?> array) {
            PrefixCode element = of(array.getComponentType());
            return element == null ? null : new PrefixCode.Elements(element);
        }
        if (Comparable.class.isAssignableFrom(type.getTypeClass())) {
            return null;
        }
        if (type instanceof TupleTypeInfo<?> tuple) {
            return sequence(tuple, i -> value -> ((Tuple) value).getField(i));
        }
        if (type instanceof RecordTypeInfo<?> record) {
            RecordShape<?> shape = RecordShape.of(record.getTypeClass());
            return sequence(record, i -> value -> shape.get(value, i));
        }
        return null;
    }

    private static @Nullable PrefixCode sequence(
            CompositeType<?> type, Function<Integer, Function<Object, @Nullable Object>> from) {
        List<PrefixCode.Sequence.Part> parts = new ArrayList<>();
        long length = 0;
        boolean decides = true;
        for (int i = 0; i < type.getArity() && decides; i++) {
            PrefixCode code = of(type.getTypeAt(i));
            decides = code != null && code.decides();
            if (code != null) {
                parts.add(new PrefixCode.Sequence.Part(from.apply(i), code));
                length += code.length();
            }
        }
        return parts.isEmpty()
                ? null
                : new PrefixCode.Sequence(
                        parts.toArray(new PrefixCode.Sequence.Part[0]),
                        (int) Math.min(length, PrefixCode.UNLIMITED),
                        decides);
    }

    static NullFieldException partIsNull(Object value) {
        return new NullFieldException("A part of a key to sort by is null: " + value + ".");
    }

    /** What a late-bound value of a class begins with; 0 if the class has no code. */
    static int lateTag(Class<?> type) {
        return LATE_TAGS.getOrDefault(type, 0);
    }

    static @Nullable PrefixCode ofLateTag(int tag) {
        return tag == 0 ? null : BY_CLASS.get(LATE.get(tag - 1));
    }

    private static long ofFloat(float value) {
        int bits = Float.floatToIntBits(value);
        return (bits ^ (bits >> 31 | Integer.MIN_VALUE)) & 0xffff_ffffL;
    }

    private static long ofDouble(double value) {
        long bits = Double.doubleToLongBits(value);
        return bits ^ (bits >> 63 | Long.MIN_VALUE);
    }

    private static <T> void fixed(Class<T> type, int length, ToLongFunction<T> low) {
        BY_CLASS.put(type, number(length, low));
    }

    private static <T> void partly(Class<T> type, ToLongFunction<T> low) {
        BY_CLASS.put(type, new PrefixCode.Fixed(8, false, unchecked(low)));
    }

    @SuppressWarnings("unchecked")
    private static <T> void text(Class<T> type, Function<T, CharSequence> text) {
        BY_CLASS.put(type, new PrefixCode.Text((Function<Object, CharSequence>) (Function<?, ?>) text));
    }

    private static void pair(Class<?> type, PrefixCode first, PrefixCode second) {
        BY_CLASS.put(
                type,
                new PrefixCode.Sequence(
                        new PrefixCode.Sequence.Part[] {
                            new PrefixCode.Sequence.Part(v -> v, first), new PrefixCode.Sequence.Part(v -> v, second)
                        },
                        first.length() + second.length(),
                        true));
    }

    /** A number in the lowest bytes of a long. */
    private static <T> PrefixCode number(int length, ToLongFunction<T> low) {
        ToLongFunction<Object> number = unchecked(low);
        int shift = 64 - 8 * length;
        return new PrefixCode.Fixed(length, true, value -> number.applyAsLong(value) << shift);
    }

    @SuppressWarnings("unchecked")
    private static <T> ToLongFunction<Object> unchecked(ToLongFunction<T> function) {
        return (ToLongFunction<Object>) (ToLongFunction<?>) function;
    }
}
