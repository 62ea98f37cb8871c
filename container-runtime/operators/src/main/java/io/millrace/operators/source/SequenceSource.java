package io.millrace.operators.source;

import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.contract.Output;
import io.millrace.dataflow.contract.Pace;
import io.millrace.dataflow.contract.RestoreReader;
import io.millrace.dataflow.contract.SnapshotWriter;
import io.millrace.dataflow.contract.SnapshotWriter.Redistribution;
import io.millrace.dataflow.contract.SourceOperator;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * Emits this subtask's share of the whole numbers from {@code from} to {@code to}, both inclusive.
 *
 * <h2>Algorithm</h2>
 * The range is cut into as many contiguous parts as there are subtasks, in order; the first parts are longer by one if the
 * division leaves a rest. Each subtask counts through its own part. A snapshot has what is left of it; after a change of the
 * parallelism a subtask may have what is left of several parts, or nothing.
 */
public final class SequenceSource implements SourceOperator<Long> {
    /** Numbers emitted per piece: few enough that the task stays responsive, many enough that asking costs nothing. */
    private static final int PIECE = 512;

    private static final String PARTS = "parts";

    // What it was told.
    private final long from;
    private final long to;

    // What it knows: the next number, how many are left (as an unsigned number), and other parts that come after them.
    private long next;
    private long left;
    private final ArrayDeque<byte[]> more = new ArrayDeque<>();

    @SuppressWarnings("NullAway.Init")
    private Pace pace;

    public SequenceSource(long from, long to) {
        this.from = from;
        this.to = to;
    }

    @Override
    public void open(OperatorContext context, Output<Long> output) {
        pace = new Pace(PIECE, context::processingTime);
        int parts = context.task().getNumberOfParallelSubtasks();
        int part = context.task().getIndexOfThisSubtask();
        long size = to - from + 1;
        long share = Long.divideUnsigned(size, parts);
        long rest = Long.remainderUnsigned(size, parts);
        next = from + part * share + Math.min(part, rest);
        left = share + (part < rest ? 1 : 0);
    }

    @Override
    public Progress next(Output<Long> output) {
        long number = next;
        int most = pace.begin();
        int piece = Long.compareUnsigned(left, most) < 0 ? (int) left : most;
        for (int i = 0; i < piece; i++) {
            output.collect(number++, Output.NO_TIMESTAMP);
        }
        pace.end(piece);
        next = number;
        left -= piece;
        if (left == 0) {
            takeUpNext();
        }
        return left == 0 ? Progress.END : Progress.MORE;
    }

    private void takeUpNext() {
        byte[] part = more.poll();
        if (part != null) {
            ByteBuffer buffer = ByteBuffer.wrap(part);
            next = buffer.getLong();
            left = buffer.getLong();
        }
    }

    @Override
    public void snapshot(SnapshotWriter writer) {
        List<byte[]> parts = new ArrayList<>();
        if (left != 0) {
            parts.add(ByteBuffer.allocate(2 * Long.BYTES)
                    .putLong(next)
                    .putLong(left)
                    .array());
        }
        parts.addAll(more);
        writer.list(PARTS, parts, Redistribution.SPLIT);
    }

    @Override
    public void restore(RestoreReader reader) {
        left = 0;
        more.addAll(reader.list(PARTS));
        takeUpNext();
    }
}
