package io.millrace.types.key;

import java.lang.reflect.Array;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Bytes that order as the values of one type do: of two values the smaller has smaller bytes (unsigned, first to last) or
 * equal ones, in each cut of the code as well. Safe for use by several threads.
 *
 * <ul>
 *   <li>Numbers: big-endian, the sign bit inverted; of floating point numbers all bits of negative ones inverted (every NaN
 *       the same, above infinity; -0 below 0).
 *   <li>Text: each char in 1 to 3 bytes as UTF-8 writes a code point of that number, then zeros.
 *   <li>BigInteger: 4 bytes, the number of bytes of its two's complement, negated for negative ones, sign bit inverted; then
 *       those bytes, then zeros. BigDecimal: as its double value.
 *   <li>Times: their two numbers. Enums: 2 bytes, the ordinal.
 *   <li>Tuples and Java records without a compareTo: part after part, up to the first that does not decide.
 *   <li>Arrays of primitives: the elements that fit whole, then zeros.
 *   <li>Late-bound values: one byte for the class (0 if it has no code of its own), then the code of that class.
 * </ul>
 */
sealed interface PrefixCode {

    /** The code of unlimited values. */
    int UNLIMITED = Integer.MAX_VALUE;

    /** The length of the whole code. */
    int length();

    /** Whether values of equal whole codes are equal. */
    boolean decides();

    /** Writes the first bytes of a value's code, at most {@link #length}. */
    void put(Object value, byte[] target, int offset, int length);

    /** Writes the first bytes of a big-endian number whose highest byte stands at bit 56. */
    private static void putHigh(long bits, byte[] target, int offset, int length) {
        for (int i = 0; i < length; i++) {
            target[offset + i] = (byte) (bits >>> (56 - 8 * i));
        }
    }

    /**
     * A number of 1 to 8 bytes.
     *
     * @param bits gives its bytes, the first at bit 56
     */
    record Fixed(int length, boolean decides, ToLongFunction<Object> bits) implements PrefixCode {

        @Override
        public void put(Object value, byte[] target, int offset, int wanted) {
            putHigh(bits.applyAsLong(value), target, offset, wanted);
        }
    }

    /** Chars. */
    record Text(Function<Object, CharSequence> text) implements PrefixCode {

        @Override
        public int length() {
            return UNLIMITED;
        }

        @Override
        public boolean decides() {
            return false;
        }

        @Override
        public void put(Object value, byte[] target, int offset, int wanted) {
            CharSequence chars = text.apply(value);
            int end = offset + wanted;
            int at = offset;
            for (int i = 0; i < chars.length() && at < end; i++) {
                char c = chars.charAt(i);
                if (c < 0x80) {
                    target[at++] = (byte) c;
                } else {
                    at = putWide(c, target, at, end);
                }
            }
            Arrays.fill(target, at, end, (byte) 0);
        }

        private static int putWide(char c, byte[] target, int offset, int end) {
            long bits = c < 0x800
                    ? (long) (0xc080 | ((c & 0x7c0) << 2) | (c & 0x3f)) << 48
                    : (long) (0xe08080 | ((c & 0xf000) << 4) | ((c & 0xfc0) << 2) | (c & 0x3f)) << 40;
            int count = Math.min(c < 0x800 ? 2 : 3, end - offset);
            putHigh(bits, target, offset, count);
            return offset + count;
        }
    }

    /** Whole numbers of any size. */
    record Big() implements PrefixCode {

        @Override
        public int length() {
            return UNLIMITED;
        }

        @Override
        public boolean decides() {
            return false;
        }

        @Override
        public void put(Object value, byte[] target, int offset, int wanted) {
            BigInteger number = (BigInteger) value;
            byte[] bytes = number.toByteArray();
            int size = (number.signum() < 0 ? -bytes.length : bytes.length) ^ Integer.MIN_VALUE;
            int head = Math.min(4, wanted);
            putHigh((long) size << 32, target, offset, head);
            int count = Math.min(bytes.length, wanted - head);
            System.arraycopy(bytes, 0, target, offset + head, count);
            Arrays.fill(target, offset + head + count, offset + wanted, (byte) 0);
        }
    }

    /** Parts one after the other. All but the last decide. */
    record Sequence(Part[] parts, int length, boolean decides) implements PrefixCode {

        /** One part, and where it comes from. */
        record Part(Function<Object, @Nullable Object> from, PrefixCode code) {}

        @Override
        public void put(Object value, byte[] target, int offset, int wanted) {
            int at = offset;
            int end = offset + wanted;
            for (Part part : parts) {
                int count = Math.min(part.code.length(), end - at);
                Object partValue = part.from.apply(value);
                if (partValue == null) {
                    throw PrefixCodes.partIsNull(value);
                }
                part.code.put(partValue, target, at, count);
                at += count;
                if (at == end) {
                    return;
                }
            }
        }
    }

    /** The elements of an array of primitives. */
    record Elements(PrefixCode element) implements PrefixCode {

        @Override
        public int length() {
            return UNLIMITED;
        }

        @Override
        public boolean decides() {
            return false;
        }

        @Override
        public void put(Object value, byte[] target, int offset, int wanted) {
            int bytes = element.length();
            int count = Math.min(Array.getLength(value), wanted / bytes);
            for (int i = 0; i < count; i++) {
                element.put(Array.get(value, i), target, offset + i * bytes, bytes);
            }
            Arrays.fill(target, offset + count * bytes, offset + wanted, (byte) 0);
        }
    }

    /** Values of any class. */
    record Late() implements PrefixCode {

        @Override
        public int length() {
            return UNLIMITED;
        }

        @Override
        public boolean decides() {
            return false;
        }

        @Override
        public void put(Object value, byte[] target, int offset, int wanted) {
            if (wanted == 0) {
                return;
            }
            int tag = PrefixCodes.lateTag(value.getClass());
            PrefixCode code = PrefixCodes.ofLateTag(tag);
            target[offset] = (byte) tag;
            int count = code == null ? 0 : Math.min(code.length(), wanted - 1);
            if (code != null) {
                code.put(value, target, offset + 1, count);
            }
            Arrays.fill(target, offset + 1 + count, offset + wanted, (byte) 0);
        }
    }
}
