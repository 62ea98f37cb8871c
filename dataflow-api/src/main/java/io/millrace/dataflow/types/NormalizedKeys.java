package io.millrace.dataflow.types;

import io.millrace.dataflow.memory.MemorySegment;

/** Writes the normalised keys of value types. */
final class NormalizedKeys {
    private NormalizedKeys() {}

    /**
     * The highest bytes of a number; zeros behind them.
     *
     * @param bits the key in the lowest {@code bytes} bytes, in an order without signs
     */
    static void put(long bits, int bytes, MemorySegment memory, int offset, int len) {
        for (int i = 0; i < len; i++) {
            memory.put(offset + i, i < bytes ? (byte) (bits >>> (8 * (bytes - 1 - i))) : 0);
        }
    }

    /** Letters in one to three bytes each, in the order of their numbers. */
    static void put(CharSequence text, MemorySegment memory, int offset, int len) {
        int at = offset;
        int end = offset + len;
        for (int i = 0; i < text.length() && at < end; i++) {
            char letter = text.charAt(i);
            int bytes = letter < 0x80 ? 1 : letter < 0x4000 ? 2 : 3;
            int first = bytes == 1 ? letter : bytes == 2 ? 0x80 | (letter >>> 8) : 0xc0 | (letter >>> 10);
            memory.put(at++, (byte) first);
            if (bytes == 3 && at < end) {
                memory.put(at++, (byte) (letter >>> 2));
            }
            if (bytes > 1 && at < end) {
                memory.put(at++, (byte) letter);
            }
        }
        while (at < end) {
            memory.put(at++, (byte) 0);
        }
    }
}
