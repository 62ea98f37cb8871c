package io.millrace.dataset.hadoop;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InvalidClassException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import org.apache.hadoop.io.Writable;
import org.apache.hadoop.io.WritableFactories;

/** Hadoop's objects in Java's object streams: the bytes that they write themselves, after their length. */
public final class HadoopWritables {
    private HadoopWritables() {}

    public static void write(Writable writable, ObjectOutputStream out) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream data = new DataOutputStream(bytes)) {
            writable.write(data);
        }
        out.writeInt(bytes.size());
        bytes.writeTo(out);
    }

    /** Fills {@code target} with what {@link #write} wrote. */
    public static <W extends Writable> W read(W target, ObjectInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0) {
            throw new InvalidClassException(target.getClass().getName(), "length of its bytes: " + length);
        }
        try (DataInputStream data = new DataInputStream(new ByteArrayInputStream(in.readNBytes(length)))) {
            target.readFields(data);
        }
        return target;
    }

    /** With its class before it. */
    public static void writeNamed(Writable writable, ObjectOutputStream out) throws IOException {
        out.writeObject(writable.getClass());
        write(writable, out);
    }

    /** An object that {@link #writeNamed} wrote. */
    public static Writable readNamed(ObjectInputStream in) throws IOException, ClassNotFoundException {
        Class<?> type = (Class<?>) in.readObject();
        return read(WritableFactories.newInstance(type.asSubclass(Writable.class)), in);
    }
}
