package io.millrace.iterations.superstep;

import java.nio.ByteBuffer;

/**
 * What one operator of a loop reports at the end of a superstep.
 *
 * @param due whether a snapshot is due at the end of the next superstep
 * @param busy whether there can be none, since an earlier one is not through
 * @param fedBack the number of records that it fed back
 * @param aggregates see {@link Aggregates}
 * @param accumulators see {@link LoopAccumulators}; empty unless they were asked for
 */
record Report(boolean due, boolean busy, long fedBack, byte[] aggregates, byte[] accumulators) {
    private static final byte[] NOTHING = new byte[0];
    private static final int DUE = 1;
    private static final int BUSY = 2;
    private static final int HEADER_BYTES = 1 + Long.BYTES + Integer.BYTES;

    static Report ofHead(boolean due, boolean busy) {
        return new Report(due, busy, 0, NOTHING, NOTHING);
    }

    static Report of(long fedBack, byte[] aggregates, byte[] accumulators) {
        return new Report(false, false, fedBack, aggregates, accumulators);
    }

    /** One byte of flags, 8 of the number fed back, 4 of the length of the aggregates, these, and the accumulators. */
    byte[] bytes() {
        return ByteBuffer.allocate(HEADER_BYTES + aggregates.length + accumulators.length)
                .put((byte) ((due ? DUE : 0) | (busy ? BUSY : 0)))
                .putLong(fedBack)
                .putInt(aggregates.length)
                .put(aggregates)
                .put(accumulators)
                .array();
    }

    static Report of(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        int flags = in.get();
        long fedBack = in.getLong();
        byte[] aggregates = new byte[in.getInt()];
        in.get(aggregates);
        byte[] accumulators = new byte[in.remaining()];
        in.get(accumulators);
        return new Report((flags & DUE) != 0, (flags & BUSY) != 0, fedBack, aggregates, accumulators);
    }
}
