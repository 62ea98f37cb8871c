package io.millrace.datastream.runtime;

import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.contract.RestoreReader;
import io.millrace.dataflow.contract.SnapshotWriter;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Takes an operator's event time through a snapshot, so that what was late stays late. With another parallelism the smallest
 * of all subtasks counts.
 */
final class WatermarkMemory {
    private static final String NAME = "watermark";
    private static final int BYTES = Integer.BYTES + Integer.BYTES + Long.BYTES;

    private WatermarkMemory() {}

    static void write(long watermark, OperatorContext context, SnapshotWriter writer) {
        byte[] bytes = ByteBuffer.allocate(BYTES)
                .putInt(context.task().getIndexOfThisSubtask())
                .putInt(context.task().getNumberOfParallelSubtasks())
                .putLong(watermark)
                .array();
        writer.list(NAME, List.of(bytes), SnapshotWriter.Redistribution.UNION);
    }

    /** {@link Long#MIN_VALUE} if there is none. */
    static long read(OperatorContext context) {
        RestoreReader reader = context.restored();
        long smallest = Long.MAX_VALUE;
        List<byte[]> all = reader.list(NAME);
        for (byte[] bytes : all) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            int subtask = buffer.getInt();
            int parallelism = buffer.getInt();
            long watermark = buffer.getLong();
            if (parallelism == context.task().getNumberOfParallelSubtasks()
                    && subtask == context.task().getIndexOfThisSubtask()) {
                return watermark;
            }
            smallest = Math.min(smallest, watermark);
        }
        return all.isEmpty() ? Long.MIN_VALUE : smallest;
    }
}
