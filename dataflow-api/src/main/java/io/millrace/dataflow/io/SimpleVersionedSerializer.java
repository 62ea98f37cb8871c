package io.millrace.dataflow.io;

import java.io.IOException;

/** Turns objects into bytes, and reads the bytes of its own version and of older ones. */
public interface SimpleVersionedSerializer<E> extends Versioned {
    /** The version of what {@link #serialize} writes. */
    @Override
    int getVersion();

    byte[] serialize(E obj) throws IOException;

    /** Reads what {@link #serialize} wrote when {@link #getVersion} was {@code version}. */
    E deserialize(int version, byte[] serialized) throws IOException;
}
