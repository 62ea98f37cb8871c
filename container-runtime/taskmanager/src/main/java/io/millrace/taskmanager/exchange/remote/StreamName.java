package io.millrace.taskmanager.exchange.remote;

import io.millrace.dataflow.JobID;
import io.millrace.taskmanager.exchange.ChannelId;
import java.nio.ByteBuffer;

/**
 * How a channel is called on the wire. Numbers have their highest byte first.
 *
 * <pre>
 * job: 16, edge: 4, producer: 4, producer's attempt: 4, consumer: 4, consumer's attempt: 4, from a kept partition: 1
 * </pre>
 */
record StreamName(ChannelId channel, boolean fromPartition) {
    private static final int JOB_BYTES = 16;
    private static final int BYTES = JOB_BYTES + 5 * Integer.BYTES + 1;

    byte[] bytes() {
        return ByteBuffer.allocate(BYTES)
                .put(channel.job().getBytes())
                .putInt(channel.edge())
                .putInt(channel.producer())
                .putInt(channel.producerAttempt())
                .putInt(channel.consumer())
                .putInt(channel.consumerAttempt())
                .put((byte) (fromPartition ? 1 : 0))
                .array();
    }

    static StreamName read(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException(
                    "name of a channel: expected=" + BYTES + " bytes, actual=" + bytes.length);
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        byte[] job = new byte[JOB_BYTES];
        in.get(job);
        ChannelId id = new ChannelId(new JobID(job), in.getInt(), in.getInt(), in.getInt(), in.getInt(), in.getInt());
        return new StreamName(id, in.get() != 0);
    }
}
