package io.millrace.datastream.functions.sink;

import io.millrace.dataflow.typeutils.TypeSerializer;
import io.millrace.datastream.functions.sink.TwoPhaseCommitSinkFunction.TransactionHolder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The transactions of an instance as bytes: the open one if there is one, the pre-committed ones after their number, the context
 * if there is one. Each transaction is its beginning in milliseconds and what its serialiser writes.
 */
record TransactionCodec<TXN, CONTEXT>(TypeSerializer<TXN> transactions, TypeSerializer<CONTEXT> contexts)
        implements Serializable {
    private static final long serialVersionUID = 1L;

    /** What is read back. */
    record State<TXN, CONTEXT>(
            @Nullable TransactionHolder<TXN> open,
            List<TransactionHolder<TXN>> pending,
            @Nullable CONTEXT context) {}

    byte[] encode(
            @Nullable TransactionHolder<TXN> open,
            Collection<TransactionHolder<TXN>> pending,
            @Nullable CONTEXT context)
            throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeBoolean(open != null);
        if (open != null) {
            write(open, out);
        }
        out.writeInt(pending.size());
        for (TransactionHolder<TXN> transaction : pending) {
            write(transaction, out);
        }
        out.writeBoolean(context != null);
        if (context != null) {
            contexts.serialize(context, out);
        }
        return bytes.toByteArray();
    }

    State<TXN, CONTEXT> decode(byte[] encoded) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(encoded));
        TransactionHolder<TXN> open = in.readBoolean() ? read(in) : null;
        List<TransactionHolder<TXN>> pending = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            pending.add(read(in));
        }
        return new State<>(open, pending, in.readBoolean() ? contexts.deserialize(in) : null);
    }

    private void write(TransactionHolder<TXN> transaction, DataOutputStream out) throws IOException {
        out.writeLong(transaction.startTimeMs);
        transactions.serialize(transaction.handle, out);
    }

    private TransactionHolder<TXN> read(DataInputStream in) throws IOException {
        long start = in.readLong();
        return new TransactionHolder<>(transactions.deserialize(in), start);
    }
}
