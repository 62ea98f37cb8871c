package io.millrace.operators.sink;

import io.millrace.dataflow.typeutils.TypeSerializer;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The client's side of collected rows: reads what {@link AccumulatorSink} and {@link CollectSink} have written. Not
 * thread-safe.
 *
 * <p>Rows that have been handed out cannot be taken back. If the job starts again from its beginning afterwards, its rows
 * would come a second time, so that is an error.
 */
public final class CollectedRows<T> {
    private final TypeSerializer<T> serializer;
    private boolean rowsSeen;

    public CollectedRows(TypeSerializer<T> serializer) {
        this.serializer = serializer;
    }

    /** The rows of an accumulator of {@link AccumulatorSink}, whose result is a list of batches. */
    public static <T> List<T> ofAccumulator(List<byte[]> batches, TypeSerializer<T> serializer) throws IOException {
        List<T> rows = new ArrayList<>();
        for (byte[] batch : batches) {
            read(batch, 0, serializer, rows);
        }
        return rows;
    }

    /**
     * The rows of one message of {@link CollectCoordinator} to the client.
     *
     * @throws IllegalStateException if the job was restarted after rows had been handed out
     */
    public List<T> next(byte[] message) throws IOException {
        if (message[0] == CollectCoordinator.RESTARTED) {
            if (rowsSeen) {
                throw new IllegalStateException("The job was restarted after some of its collected rows had been read;"
                        + " they would come twice. Write the result to a sink, or set restart-strategy.type to none.");
            }
            return List.of();
        }
        List<T> rows = new ArrayList<>();
        read(message, 1, serializer, rows);
        rowsSeen = true;
        return rows;
    }

    private static <T> void read(byte[] batch, int offset, TypeSerializer<T> serializer, List<T> rows)
            throws IOException {
        DataInputStream source = new DataInputStream(new ByteArrayInputStream(batch, offset, batch.length - offset));
        int count = source.readInt();
        for (int i = 0; i < count; i++) {
            rows.add(serializer.deserialize(source));
        }
    }
}
