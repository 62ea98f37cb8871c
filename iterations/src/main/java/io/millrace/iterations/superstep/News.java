package io.millrace.iterations.superstep;

import java.util.Arrays;

/**
 * What the head of a loop tells all operators in it at the beginning of a superstep.
 *
 * @param snapshot whether the loop is snapshotted at the end of it: then they report their accumulators
 * @param aggregates of the superstep before; see {@link Aggregates}
 */
public record News(boolean snapshot, byte[] aggregates) {
    private static final byte[] NOTHING = new byte[0];

    /** Empty if there is nothing to tell; else one byte, and the aggregates. */
    public byte[] bytes() {
        if (!snapshot && aggregates.length == 0) {
            return NOTHING;
        }
        byte[] bytes = new byte[1 + aggregates.length];
        bytes[0] = (byte) (snapshot ? 1 : 0);
        System.arraycopy(aggregates, 0, bytes, 1, aggregates.length);
        return bytes;
    }

    static News of(byte[] bytes) {
        return bytes.length == 0
                ? new News(false, NOTHING)
                : new News(bytes[0] != 0, Arrays.copyOfRange(bytes, 1, bytes.length));
    }
}
