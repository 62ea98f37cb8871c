package io.millrace.iterations.superstep;

import java.nio.ByteBuffer;

/**
 * What one operator of a loop reports at the end of a superstep: the number of records that it fed back, in 8 bytes, then its
 * {@link Aggregates}.
 */
final class Report {
    private Report() {}

    static byte[] of(long fedBack, byte[] aggregates) {
        return ByteBuffer.allocate(Long.BYTES + aggregates.length)
                .putLong(fedBack)
                .put(aggregates)
                .array();
    }

    static long fedBack(byte[] report) {
        return ByteBuffer.wrap(report).getLong();
    }

    static byte[] aggregates(byte[] report) {
        byte[] aggregates = new byte[report.length - Long.BYTES];
        ByteBuffer.wrap(report, Long.BYTES, aggregates.length).get(aggregates);
        return aggregates;
    }
}
