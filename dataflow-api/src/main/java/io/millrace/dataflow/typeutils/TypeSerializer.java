package io.millrace.dataflow.typeutils;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;

/**
 * Writes, reads and copies the records of one type.
 *
 * <p>One thread at a time: a serialiser may hold buffers. {@link #duplicate} gives one for another thread (itself, when it
 * holds nothing). Bytes that no serialiser of this type wrote make {@link #deserialize(DataInput)} fail with an
 * {@link IOException}; they never make it run for ever or allocate more than the input could fill.
 */
public abstract class TypeSerializer<T> implements Serializable {

    private static final long serialVersionUID = 1L;

    /** Whether a record of this type can never change, so that it may be shared instead of copied. */
    public abstract boolean isImmutableType();

    /** A serialiser that another thread may use at the same time as this one. */
    public abstract TypeSerializer<T> duplicate();

    /** A new empty record, or null for types that have none. */
    public abstract T createInstance();

    /** A deep copy; {@code from} itself if the type is immutable. */
    public abstract T copy(T from);

    /** As {@link #copy(Object)}; may use {@code reuse} for the copy. */
    public T copy(T from, T reuse) {
        return copy(from);
    }

    /** The number of bytes of each record, or -1 if it varies. */
    public abstract int getLength();

    public abstract void serialize(T record, DataOutput target) throws IOException;

    public abstract T deserialize(DataInput source) throws IOException;

    /** As {@link #deserialize(DataInput)}; may put the record into {@code reuse}. */
    public T deserialize(T reuse, DataInput source) throws IOException {
        return deserialize(source);
    }

    /** Copies one serialised record. */
    public void copy(DataInput source, DataOutput target) throws IOException {
        serialize(deserialize(source), target);
    }
}
