package io.millrace.operators.source;

import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.contract.Output;
import io.millrace.dataflow.contract.Pace;
import io.millrace.dataflow.contract.RestoreReader;
import io.millrace.dataflow.contract.SnapshotWriter;
import io.millrace.dataflow.contract.SnapshotWriter.Redistribution;
import io.millrace.dataflow.contract.SourceOperator;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.typeutils.TypeSerializer;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Emits elements that travelled in the plan, in their order. With several subtasks each emits a contiguous share.
 *
 * <p>A snapshot has which elements are left. Memory: the serialised elements; each is made an object when it is emitted.
 */
public final class CollectionSource<T> implements SourceOperator<T> {
    private static final int PIECE = 256;
    private static final String SHARES = "shares";

    // What it was told.
    private final byte[] elements;
    private final int count;
    private final TypeInformation<T> type;

    // What it knows: which element comes next, and where this subtask's share begins and ends.
    private int next;
    private int first;
    private int end;

    // After a change of the parallelism: shares that come after this one, in order.
    private final ArrayDeque<Share> more = new ArrayDeque<>();

    /** The elements from {@code first} to before {@code end}. */
    private record Share(int first, int end) {}

    // What it holds.
    private final DataInputStream source;

    @SuppressWarnings("NullAway.Init")
    private Pace pace;

    @SuppressWarnings("NullAway.Init")
    private TypeSerializer<T> serializer;

    public CollectionSource(byte[] elements, int count, TypeInformation<T> type) {
        this.elements = elements;
        this.count = count;
        this.type = type;
        this.source = new DataInputStream(new ByteArrayInputStream(elements));
    }

    @Override
    public void open(OperatorContext context, Output<T> output) {
        pace = new Pace(PIECE, context::processingTime);
        long parts = context.task().getNumberOfParallelSubtasks();
        int part = context.task().getIndexOfThisSubtask();
        first = (int) (count * part / parts);
        end = (int) (count * (part + 1L) / parts);
        serializer = type.createSerializer(context.executionConfig().getSerializerConfig());
    }

    @Override
    public Progress next(Output<T> output) throws Exception {
        int piece = pace.begin();
        int handed = 0;
        for (; handed < piece && next < end; handed++, next++) {
            T element = serializer.deserialize(source);
            if (next >= first) {
                output.collect(element, Output.NO_TIMESTAMP);
            }
        }
        pace.end(handed);
        if (next >= end && !more.isEmpty()) {
            takeUp(more.remove());
        }
        return next < end ? Progress.MORE : Progress.END;
    }

    private void takeUp(Share share) {
        first = share.first();
        end = share.end();
    }

    @Override
    public void snapshot(SnapshotWriter writer) {
        List<byte[]> shares = new ArrayList<>();
        if (next < end) {
            shares.add(encoded(new Share(Math.max(next, first), end)));
        }
        more.forEach(share -> shares.add(encoded(share)));
        writer.list(SHARES, shares, Redistribution.SPLIT);
    }

    private static byte[] encoded(Share share) {
        return ByteBuffer.allocate(2 * Integer.BYTES)
                .putInt(share.first())
                .putInt(share.end())
                .array();
    }

    @Override
    public void restore(RestoreReader reader) {
        end = 0;
        reader.list(SHARES).stream()
                .map(ByteBuffer::wrap)
                .map(buffer -> new Share(buffer.getInt(), buffer.getInt()))
                .sorted(Comparator.comparingInt(Share::first))
                .forEach(more::add);
        if (!more.isEmpty()) {
            takeUp(more.remove());
        }
    }

    @Override
    public String toString() {
        return "CollectionSource(" + count + " elements, " + elements.length + " bytes)";
    }
}
