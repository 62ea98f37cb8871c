package io.millrace.dataflow.util;

import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Texts for people and hexadecimal numbers. */
public final class StringUtils {
    private static final HexFormat HEX = HexFormat.of();

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
}
