package io.millrace.types.code;

import java.io.IOException;

/**
 * The steps of made code for fields of fixed length that stand side by side in an array: room for all of them is made, or found,
 * at once, and then each is put or taken at a place that is known when the code is made.
 *
 * <p>Public for the code that is made.
 */
public final class FixedOps {

    private FixedOps() {}

    public static void put(byte[] bytes, int at, boolean value) {
        bytes[at] = (byte) (value ? 1 : 0);
    }

    public static void put(byte[] bytes, int at, byte value) {
        bytes[at] = value;
    }

    public static void put(byte[] bytes, int at, short value) {
        BigEndian.SHORTS.set(bytes, at, value);
    }

    public static void put(byte[] bytes, int at, char value) {
        BigEndian.SHORTS.set(bytes, at, (short) value);
    }

    public static void put(byte[] bytes, int at, int value) {
        BigEndian.INTS.set(bytes, at, value);
    }

    public static void put(byte[] bytes, int at, long value) {
        BigEndian.LONGS.set(bytes, at, value);
    }

    public static void put(byte[] bytes, int at, float value) {
        BigEndian.INTS.set(bytes, at, Float.floatToIntBits(value));
    }

    public static void put(byte[] bytes, int at, double value) {
        BigEndian.LONGS.set(bytes, at, Double.doubleToLongBits(value));
    }

    /** Null bits, of which those of primitive fields must not be set. */
    public static int bitsAt(byte[] bytes, int at, int refused) throws IOException {
        return FieldOps.checkBits(bytes[at], refused);
    }

    public static boolean booleanAt(byte[] bytes, int at) throws IOException {
        return FieldOps.checkBoolean(bytes[at]);
    }

    public static byte byteAt(byte[] bytes, int at) {
        return bytes[at];
    }

    public static short shortAt(byte[] bytes, int at) {
        return (short) BigEndian.SHORTS.get(bytes, at);
    }

    public static char charAt(byte[] bytes, int at) {
        return (char) (short) BigEndian.SHORTS.get(bytes, at);
    }

    public static int intAt(byte[] bytes, int at) {
        return (int) BigEndian.INTS.get(bytes, at);
    }

    public static long longAt(byte[] bytes, int at) {
        return (long) BigEndian.LONGS.get(bytes, at);
    }

    public static float floatAt(byte[] bytes, int at) {
        return Float.intBitsToFloat(intAt(bytes, at));
    }

    public static double doubleAt(byte[] bytes, int at) {
        return Double.longBitsToDouble(longAt(bytes, at));
    }
}
