package io.millrace.operators.spill;

import io.millrace.dataflow.typeutils.TypeSerializer;
import io.millrace.types.code.ArrayOutput;
import io.millrace.types.serial.ClassDictionary;
import java.io.IOException;

/** Turns records of one structure into bytes and back. Not thread-safe. */
public final class RecordCodec<T> {
    private static final int FIRST_BYTES = 256;
    private static final int KEPT_BYTES = 1 << 20;

    private final TypeSerializer<T> serializer;
    private final ClassDictionary.Output target;
    private final RecordBytes source;

    public RecordCodec(TypeSerializer<T> serializer) {
        KnownClasses classes = new KnownClasses();
        this.serializer = serializer;
        this.target = new ClassDictionary.Output(FIRST_BYTES, classes::numberOf);
        this.source = new RecordBytes(classes);
    }

    /**
     * A record as bytes, which hold until the next call.
     *
     * @param head bytes that are left free before it
     */
    public ArrayOutput write(T record, int head) throws IOException {
        target.reset(KEPT_BYTES);
        target.reserve(head);
        serializer.serialize(record, target);
        return target;
    }

    /** @throws IllegalStateException if the serialiser does not read what it wrote: the bytes themselves were checked */
    public T read(byte[] bytes, int offset, int length) {
        source.set(bytes, offset, length);
        try {
            T record = serializer.deserialize(source);
            if (source.remaining() > 0) {
                throw new IOException(source.remaining() + " bytes of " + length + " are left after the record");
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
