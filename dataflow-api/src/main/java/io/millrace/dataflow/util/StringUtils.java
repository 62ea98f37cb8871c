package io.millrace.dataflow.util;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Texts for people and hexadecimal numbers. */
public final class StringUtils {
    public static final String[] EMPTY_STRING_ARRAY = {};

    private static final HexFormat HEX = HexFormat.of();
    private static final String ALPHANUMERIC = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

    private StringUtils() {}

    /** Two lower-case digits a byte. */
    public static String byteToHexString(byte[] bytes) {
        return HEX.formatHex(bytes);
    }

    /** Two lower-case digits a byte, from {@code start} to before {@code end}. */
    public static String byteToHexString(byte[] bytes, int start, int end) {
        return HEX.formatHex(bytes, start, end);
    }

    /** @throws IllegalArgumentException if the text is not an even number of hexadecimal digits */
    public static byte[] hexStringToByte(String hex) {
        return HEX.parseHex(hex);
    }

    /** As {@code String.valueOf}, but arrays are written with their elements. */
    public static String arrayAwareToString(@Nullable Object o) {
        String inBrackets = Arrays.deepToString(new Object[] {o});
        return inBrackets.substring(1, inBrackets.length() - 1);
    }

    public static boolean isNullOrWhitespaceOnly(@Nullable String str) {
        return str == null || str.isBlank();
    }

    /** As {@link #arrayAwareToString}, with line ends, tabs and the like as a program writes them. */
    public static String showControlCharacters(String str) {
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < str.length(); i++) {
            char c = str.charAt(i);
            switch (c) {
                case '\b' -> shown.append("\\b");
                case '\t' -> shown.append("\\t");
                case '\n' -> shown.append("\\n");
                case '\f' -> shown.append("\\f");
                case '\r' -> shown.append("\\r");
                default -> shown.append(c);
            }
        }
        return shown.toString();
    }

    /** Letters of any kind, as many as the random numbers say, from {@code minLength} to {@code maxLength}. */
    public static String getRandomString(Random rnd, int minLength, int maxLength) {
        return getRandomString(rnd, minLength, maxLength, (char) 1, (char) 32767);
    }

    /** Characters from {@code minValue} to {@code maxValue}, both inclusive. */
    public static String getRandomString(Random rnd, int minLength, int maxLength, char minValue, char maxValue) {
        int length = rnd.nextInt(maxLength - minLength + 1) + minLength;
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append((char) (rnd.nextInt(maxValue - minValue + 1) + minValue));
        }
        return text.toString();
    }

    /** Letters and digits of ASCII. */
    public static String generateRandomAlphanumericString(Random rnd, int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(ALPHANUMERIC.charAt(rnd.nextInt(ALPHANUMERIC.length())));
        }
        return text.toString();
    }

    /** Both, with " and " between them if both are there; null if neither is. */
    public static @Nullable String concatenateWithAnd(@Nullable String s1, @Nullable String s2) {
        if (s1 == null || s2 == null) {
            return s1 == null ? s2 : s1;
        }
        return s1 + " and " + s2;
    }

    /** Each value that is not null in quotes, with commas between them. */
    public static String toQuotedListString(@Nullable Object[] values) {
        return Arrays.stream(values)
                .filter(Objects::nonNull)
                .map(value -> "\"" + value.toString().toLowerCase(Locale.ROOT) + "\"")
                .collect(Collectors.joining(", "));
    }
}
