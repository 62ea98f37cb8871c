package io.millrace.operators.spill;

import io.millrace.dataflow.typeutils.TypeSerializer;
import java.io.IOException;

/** Turns records of one structure into bytes and back. Not thread-safe. */
public final class RecordCodec<T> {
    private final TypeSerializer<T> serializer;
    private final RecordBuffer buffer;
    private final RecordBytes source;

    public RecordCodec(TypeSerializer<T> serializer) {
        KnownClasses classes = new KnownClasses();
        this.serializer = serializer;
        this.buffer = new RecordBuffer(classes);
        this.source = new RecordBytes(classes);
    }

    /**
     * A record as bytes, which hold until the next call.
     *
     * @param head bytes that are left free before it
     */
    public RecordBuffer write(T record, int head) throws IOException {
        buffer.begin(head);
        serializer.serialize(record, buffer);
        return buffer;
    }

    /** @throws IllegalStateException if the serialiser does not read what it wrote: the bytes themselves were checked */
    public T read(byte[] bytes, int offset, int length) {
        source.set(bytes, offset, length);
        try {
            T record = serializer.deserialize(source);
            if (source.left() > 0) {
                throw new IOException(source.left() + " bytes of " + length + " are left after the record");
            }
            return record;
        } catch (IOException e) {
            throw new IllegalStateException(
                    "a record that was set aside cannot be read back, though its bytes are as they were written: its"
                            + " serialiser " + serializer.getClass().getName() + " does not read what it writes",
                    e);
        }
    }
}
