package io.millrace.dataflow.config;

import java.io.Serializable;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A number of bytes, at least 0. As text: {@code "512 mb"}; units are b, k(b), m(b), g(b), t(b), steps of 1024. */
public final class MemorySize implements Serializable, Comparable<MemorySize> {
    private static final long serialVersionUID = 1L;

    public static final MemorySize ZERO = new MemorySize(0);
    public static final MemorySize MAX_VALUE = new MemorySize(Long.MAX_VALUE);

    private final long bytes;

    public MemorySize(long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("Memory size: expected=at least 0 bytes, actual=" + bytes);
        }
        this.bytes = bytes;
    }

    public static MemorySize ofMebiBytes(long mebiBytes) {
        return new MemorySize(Math.multiplyExact(mebiBytes, 1L << 20));
    }

    /**
     * Reads a whole number and a unit; bytes if there is none.
     *
     * @throws IllegalArgumentException if the text is something else, or the size does not fit into 63 bits
     */
    public static MemorySize parse(String text) {
        return new MemorySize(parseBytes(text));
    }

    public static long parseBytes(String text) {
        String trimmed = text.trim();
        int digits = 0;
        while (digits < trimmed.length() && trimmed.charAt(digits) >= '0' && trimmed.charAt(digits) <= '9') {
            digits++;
        }
        if (digits == 0) {
            throw cannotRead(text, "it does not start with a number", null);
        }
        String unit = trimmed.substring(digits).trim().toLowerCase(Locale.ROOT);
        int shift = switch (unit) {
            case "", "b", "bytes" -> 0;
            case "k", "kb", "kibibytes" -> 10;
            case "m", "mb", "mebibytes" -> 20;
            case "g", "gb", "gibibytes" -> 30;
            case "t", "tb", "tebibytes" -> 40;
            default -> throw cannotRead(text, "'" + unit + "' is not a unit of memory", null);
        };
        try {
            return Math.multiplyExact(Long.parseLong(trimmed.substring(0, digits)), 1L << shift);
        } catch (NumberFormatException | ArithmeticException e) {
            throw cannotRead(text, "it is too large", e);
        }
    }

    public long getBytes() {
        return bytes;
    }

    public long getKibiBytes() {
        return bytes >> 10;
    }

    public int getMebiBytes() {
        return (int) (bytes >> 20);
    }

    public long getGibiBytes() {
        return bytes >> 30;
    }

    public long getTebiBytes() {
        return bytes >> 40;
    }

    public MemorySize add(MemorySize that) {
        return new MemorySize(Math.addExact(bytes, that.bytes));
    }

    public MemorySize subtract(MemorySize that) {
        return new MemorySize(Math.subtractExact(bytes, that.bytes));
    }

    public MemorySize multiply(double multiplier) {
        if (multiplier < 0) {
            throw new IllegalArgumentException("Multiplier: expected=at least 0, actual=" + multiplier);
        }
        double product = bytes * multiplier;
        if (product > Long.MAX_VALUE) {
            throw new ArithmeticException("long overflow");
        }
        return new MemorySize((long) product);
    }

    public MemorySize divide(long by) {
        if (by <= 0) {
            throw new IllegalArgumentException("Divisor: expected=more than 0, actual=" + by);
        }
        return new MemorySize(bytes / by);
    }

    /** In the largest unit that is exceeded, with bytes: {@code "1.500gb (1610612736 bytes)"}. */
    public String toHumanReadableString() {
        String[] units = {"kb", "mb", "gb", "tb"};
        for (int i = units.length; i > 0; i--) {
            long unit = 1L << (10 * i);
            if (bytes > unit) {
                return String.format(Locale.ROOT, "%.3f%s (%d bytes)", bytes / (double) unit, units[i - 1], bytes);
            }
        }
        return bytes + " bytes";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof MemorySize that && bytes == that.bytes;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(bytes);
    }

    @Override
    public int compareTo(MemorySize that) {
        return Long.compare(bytes, that.bytes);
    }

    /** In the largest unit that gives a whole number; {@link #parse} reads it back. */
    @Override
    public String toString() {
        String[] units = {"kb", "mb", "gb", "tb"};
        for (int i = units.length; i > 0; i--) {
            long unit = 1L << (10 * i);
            if (bytes >= unit && bytes % unit == 0) {
                return bytes / unit + " " + units[i - 1];
            }
        }
        return bytes + " bytes";
    }

    private static IllegalArgumentException cannotRead(String text, String why, @Nullable Throwable cause) {
        return new IllegalArgumentException(
                "Not a memory size: '" + text + "' (" + why
                        + "); expected=a whole number and a unit, b, kb, mb, gb or tb, such as '512 mb'",
                cause);
    }
}
