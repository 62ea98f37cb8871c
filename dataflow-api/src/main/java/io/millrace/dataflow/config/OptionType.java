package io.millrace.dataflow.config;

import io.millrace.dataflow.util.TimeUtils;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads the values of one type of option from text or from an object, and writes them as text. */
final class OptionType {
    static final OptionType BOOLEAN = new OptionType("true or false", OptionType::toBoolean, String::valueOf);
    static final OptionType INT = new OptionType("a whole number of 32 bits", OptionType::toInt, String::valueOf);
    static final OptionType LONG = new OptionType("a whole number of 64 bits", OptionType::toLong, String::valueOf);
    static final OptionType FLOAT = new OptionType("a number", OptionType::toFloat, String::valueOf);
    static final OptionType DOUBLE = new OptionType("a number", OptionType::toDouble, String::valueOf);
    static final OptionType STRING = new OptionType("text", OptionType::format, String::valueOf);
    static final OptionType DURATION = new OptionType(
            "a duration such as '10 s', '1 min' or '200 ms'", OptionType::toDuration, OptionType::format);
    static final OptionType MEMORY =
            new OptionType("a memory size such as '512 mb' or '1 gb'", OptionType::toMemorySize, String::valueOf);
    static final OptionType MAP = new OptionType("pairs such as 'k1:v1,k2:v2'", OptionType::toMap, OptionType::format);

    private final String expected;
    private final Function<Object, Object> reader;
    private final Function<Object, String> writer;

    private OptionType(String expected, Function<Object, Object> reader, Function<Object, String> writer) {
        this.expected = expected;
        this.reader = reader;
        this.writer = writer;
    }

    static <E extends Enum<E>> OptionType ofEnum(Class<E> enumClass) {
        String names =
                Arrays.stream(enumClass.getEnumConstants()).map(Enum::name).collect(Collectors.joining(", "));
        return new OptionType("one of " + names, value -> toEnum(value, enumClass), String::valueOf);
    }

    static OptionType listOf(OptionType element) {
        return new OptionType(
                "a list, each element " + element.expected,
                value -> elements(value).stream().map(element::read).toList(),
                value -> ((List<?>) value).stream().map(element::write).collect(Collectors.joining(";")));
    }

    String expected() {
        return expected;
    }

    /** Fails with any RuntimeException if the value is impossible. */
    Object read(Object value) {
        return reader.apply(value);
    }

    String write(Object value) {
        return writer.apply(value);
    }

    /** Any value of a configuration as text that {@link #read} of its type understands. */
    static String format(Object value) {
        if (value instanceof Duration duration) {
            return TimeUtils.formatWithHighestUnit(duration);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(OptionType::format).collect(Collectors.joining(";"));
        }
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> format(entry.getKey()) + ":" + format(entry.getValue()))
                    .collect(Collectors.joining(","));
        }
        return value.toString();
    }

    private static Boolean toBoolean(Object value) {
        if (value instanceof Boolean flag) {
            return flag;
        }
        return switch (value.toString().trim().toUpperCase(Locale.ROOT)) {
            case "TRUE" -> true;
            case "FALSE" -> false;
            default -> throw new IllegalArgumentException("neither true nor false");
        };
    }

    private static Integer toInt(Object value) {
        return value instanceof Integer number ? number : Integer.valueOf(Math.toIntExact(toLong(value)));
    }

    private static Long toLong(Object value) {
        if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return ((Number) value).longValue();
        }
        return Long.valueOf(value.toString().trim());
    }

    private static Float toFloat(Object value) {
        double wide = toDouble(value);
        float narrow = (float) wide;
        if (Float.isInfinite(narrow) && !Double.isInfinite(wide)) {
            throw new IllegalArgumentException("too large");
        }
        return narrow;
    }

    private static Double toDouble(Object value) {
        return value instanceof Number number
                ? number.doubleValue()
                : Double.valueOf(value.toString().trim());
    }

    private static Duration toDuration(Object value) {
        return value instanceof Duration duration ? duration : TimeUtils.parseDuration(value.toString());
    }

    private static MemorySize toMemorySize(Object value) {
        return value instanceof MemorySize size ? size : MemorySize.parse(value.toString());
    }

    private static <E extends Enum<E>> E toEnum(Object value, Class<E> enumClass) {
        if (enumClass.isInstance(value)) {
            return enumClass.cast(value);
        }
        String wanted = plain(value.toString());
        for (E constant : enumClass.getEnumConstants()) {
            if (plain(constant.name()).equals(wanted)
                    || plain(constant.toString()).equals(wanted)) {
                return constant;
            }
        }
        throw new IllegalArgumentException("not one of the names");
    }

    private static String plain(String enumName) {
        return enumName.trim().toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private static List<Object> elements(Object value) {
        List<Object> elements = new ArrayList<>();
        if (value instanceof List<?> list) {
            list.forEach(element -> elements.add((Object) element));
            return elements;
        }
        for (String element : value.toString().split(";", -1)) {
            if (!element.isBlank()) {
                elements.add(unquoted(element.trim()));
            }
        }
        return elements;
    }

    private static Map<String, String> toMap(Object value) {
        Map<String, String> map = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> given) {
            given.forEach((key, element) -> map.put(format(key), format(element)));
            return map;
        }
        for (String pair : value.toString().split(",", -1)) {
            if (pair.isBlank()) {
                continue;
            }
            int colon = pair.indexOf(':');
            if (colon < 0) {
                throw new IllegalArgumentException("'" + pair.trim() + "' has no ':'");
            }
            map.put(
                    unquoted(pair.substring(0, colon).trim()),
                    unquoted(pair.substring(colon + 1).trim()));
        }
        return map;
    }

    private static String unquoted(String text) {
        boolean quoted = text.length() >= 2
                && (text.charAt(0) == '\'' || text.charAt(0) == '"')
                && text.charAt(text.length() - 1) == text.charAt(0);
        return quoted ? text.substring(1, text.length() - 1) : text;
    }
}
