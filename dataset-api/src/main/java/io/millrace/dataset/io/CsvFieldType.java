package io.millrace.dataset.io;

import io.millrace.dataflow.types.BooleanValue;
import io.millrace.dataflow.types.ByteValue;
import io.millrace.dataflow.types.DoubleValue;
import io.millrace.dataflow.types.FloatValue;
import io.millrace.dataflow.types.IntValue;
import io.millrace.dataflow.types.LongValue;
import io.millrace.dataflow.types.ShortValue;
import io.millrace.dataflow.types.StringValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Date;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the text of a field can be turned into. */
final class CsvFieldType {
    private static final Map<Class<?>, Function<String, Object>> PARSERS = new LinkedHashMap<>();

    static {
        PARSERS.put(String.class, text -> text);
        PARSERS.put(Byte.class, Byte::valueOf);
        PARSERS.put(Short.class, Short::valueOf);
        PARSERS.put(Integer.class, Integer::valueOf);
        PARSERS.put(Long.class, Long::valueOf);
        PARSERS.put(Float.class, text -> Float.valueOf(withoutSpace(text)));
        PARSERS.put(Double.class, text -> Double.valueOf(withoutSpace(text)));
        PARSERS.put(Boolean.class, CsvFieldType::truth);
        PARSERS.put(BigInteger.class, BigInteger::new);
        PARSERS.put(BigDecimal.class, BigDecimal::new);
        PARSERS.put(Date.class, Date::valueOf);
        PARSERS.put(Time.class, Time::valueOf);
        PARSERS.put(Timestamp.class, Timestamp::valueOf);
        PARSERS.put(StringValue.class, StringValue::new);
        PARSERS.put(ByteValue.class, text -> new ByteValue(Byte.parseByte(text)));
        PARSERS.put(ShortValue.class, text -> new ShortValue(Short.parseShort(text)));
        PARSERS.put(IntValue.class, text -> new IntValue(Integer.parseInt(text)));
        PARSERS.put(LongValue.class, text -> new LongValue(Long.parseLong(text)));
        PARSERS.put(FloatValue.class, text -> new FloatValue(Float.parseFloat(withoutSpace(text))));
        PARSERS.put(DoubleValue.class, text -> new DoubleValue(Double.parseDouble(withoutSpace(text))));
        PARSERS.put(BooleanValue.class, text -> new BooleanValue(truth(text)));
    }

    private CsvFieldType() {}

    /** Throws an {@link IllegalArgumentException} for a text that is none of the class; empty if there is no parser. */
    static Optional<Function<String, Object>> parser(Class<?> type) {
        return Optional.ofNullable(PARSERS.get(type));
    }

    /** Strings may have quotes around them. */
    static boolean isText(Class<?> type) {
        return type == String.class || type == StringValue.class;
    }

    static String known() {
        return PARSERS.keySet().stream().map(Class::getSimpleName).collect(Collectors.joining(", "));
    }

    /** Java reads numbers with a fraction through space around them, but not other numbers: none may have it here. */
    private static String withoutSpace(String text) {
        if (!text.strip().equals(text)) {
            throw new NumberFormatException("space around a number");
        }
        return text;
    }

    private static boolean truth(String text) {
        return switch (text) {
            case "true", "TRUE", "True", "1" -> true;
            case "false", "FALSE", "False", "0" -> false;
            default -> throw new IllegalArgumentException("neither true nor false");
        };
    }
}
