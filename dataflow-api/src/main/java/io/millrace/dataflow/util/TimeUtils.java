package io.millrace.dataflow.util;

import io.millrace.dataflow.time.Time;
import java.math.BigInteger;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Durations as text: {@code "10 s"}, {@code "1min"}, {@code "250"} (milliseconds). */
public final class TimeUtils {
    private static final Map<String, ChronoUnit> UNITS = units();
    private static final BigInteger NANOS_PER_SECOND = BigInteger.valueOf(1_000_000_000L);

    private TimeUtils() {}

    /**
     * Reads a whole number and a unit (d, h, min or m, s, ms, µs, ns, and their long names; milliseconds if there is
     * none), or ISO-8601 such as {@code PT10S}.
     *
     * @throws IllegalArgumentException if the text is something else
     */
    public static Duration parseDuration(String text) {
        String trimmed = text.trim();
        if (trimmed.isEmpty()) {
            throw cannotRead(text, "it is empty");
        }
        if (trimmed.startsWith("P") || trimmed.startsWith("p")) {
            try {
                return Duration.parse(trimmed);
            } catch (java.time.format.DateTimeParseException e) {
                throw cannotRead(text, "it is not ISO-8601");
            }
        }
        int digits = 0;
        while (digits < trimmed.length() && trimmed.charAt(digits) >= '0' && trimmed.charAt(digits) <= '9') {
            digits++;
        }
        if (digits == 0) {
            throw cannotRead(text, "it does not start with a number");
        }
        String unitName = trimmed.substring(digits).trim().toLowerCase(Locale.US);
        ChronoUnit unit = unitName.isEmpty() ? ChronoUnit.MILLIS : UNITS.get(unitName);
        if (unit == null) {
            throw cannotRead(text, "'" + unitName + "' is not a unit of time");
        }
        BigInteger nanos = new BigInteger(trimmed.substring(0, digits))
                .multiply(BigInteger.valueOf(unit.getDuration().getSeconds())
                        .multiply(NANOS_PER_SECOND)
                        .add(BigInteger.valueOf(unit.getDuration().getNano())));
        BigInteger[] parts = nanos.divideAndRemainder(NANOS_PER_SECOND);
        if (parts[0].bitLength() > 63) {
            throw cannotRead(text, "it is too long a time");
        }
        return Duration.ofSeconds(parts[0].longValue(), parts[1].longValue());
    }

    /** In the largest unit that gives a whole number, such as {@code "90 s"}; {@link #parseDuration} reads it back. */
    public static String formatWithHighestUnit(Duration duration) {
        BigInteger nanos = BigInteger.valueOf(duration.getSeconds())
                .multiply(NANOS_PER_SECOND)
                .add(BigInteger.valueOf(duration.getNano()));
        if (nanos.signum() == 0) {
            return "0 ms";
        }
        String[] names = {"d", "h", "min", "s", "ms", "µs"};
        long[] seconds = {86_400, 3_600, 60, 1};
        for (int i = 0; i < names.length; i++) {
            BigInteger unit = i < 4
                    ? BigInteger.valueOf(seconds[i]).multiply(NANOS_PER_SECOND)
                    : BigInteger.valueOf(i == 4 ? 1_000_000L : 1_000L);
            BigInteger[] parts = nanos.divideAndRemainder(unit);
            if (parts[1].signum() == 0) {
                return parts[0] + " " + names[i];
            }
        }
        return nanos + " ns";
    }

    private static IllegalArgumentException cannotRead(String text, String why) {
        return new IllegalArgumentException("Not a duration: '" + text + "' (" + why
                + "); expected=a whole number and a unit, d, h, min, s, ms, µs or ns, such as '10 s'");
    }

    private static Map<String, ChronoUnit> units() {
        Map<String, ChronoUnit> units = new TreeMap<>();
        put(units, ChronoUnit.DAYS, "d", "day", "days");
        put(units, ChronoUnit.HOURS, "h", "hour", "hours");
        put(units, ChronoUnit.MINUTES, "m", "min", "minute", "minutes");
        put(units, ChronoUnit.SECONDS, "s", "sec", "secs", "second", "seconds");
        put(units, ChronoUnit.MILLIS, "ms", "milli", "millis", "millisecond", "milliseconds");
        put(units, ChronoUnit.MICROS, "µs", "us", "micro", "micros", "microsecond", "microseconds");
        put(units, ChronoUnit.NANOS, "ns", "nano", "nanos", "nanosecond", "nanoseconds");
        return units;
    }

    private static void put(Map<String, ChronoUnit> units, ChronoUnit unit, String... names) {
        for (String name : names) {
            units.put(name, unit);
        }
    }

    /** In milliseconds, such as {@code "10ms"}. */
    public static String getStringInMillis(Duration duration) {
        return duration.toMillis() + "ms";
    }

    public static Duration toDuration(Time time) {
        return time.toDuration();
    }
}
