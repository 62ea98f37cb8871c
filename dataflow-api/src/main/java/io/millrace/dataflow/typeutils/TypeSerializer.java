package io.millrace.dataflow.typeutils;

import io.millrace.dataflow.memory.DataInputView;
import io.millrace.dataflow.memory.DataOutputView;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;

/**
 * Writes, reads and copies the records of one type.
 *
 * <p>One thread at a time: a serialiser may hold buffers. {@link #duplicate} gives one for another thread (itself, when it
 * holds nothing). Bytes that no serialiser of this type wrote make {@link #deserialize(DataInputView)} fail with an
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

    public abstract void serialize(T record, DataOutputView target) throws IOException;

    public abstract T deserialize(DataInputView source) throws IOException;

    /** As {@link #deserialize(DataInputView)}; may put the record into {@code reuse}. */
    public T deserialize(T reuse, DataInputView source) throws IOException {
        return deserialize(source);
    }

    /** Copies one serialised record. */
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        serialize(deserialize(source), target);
    }

    /**
     * What must be known to read, later, what this serialiser writes now. It is kept with state that this serialiser wrote,
     * and is asked, when the state is restored by a program that may have changed, whether its serialiser can read that.
     */
    public abstract TypeSerializerSnapshot<T> snapshotConfiguration();

    /** As {@link #serialize(Object, DataOutputView)}, to any output. */
    public void serialize(T record, DataOutput target) throws IOException {
        serialize(record, DataOutputView.of(target));
    }

    /** As {@link #deserialize(DataInputView)}, from any input. */
    public T deserialize(DataInput source) throws IOException {
        return deserialize(DataInputView.of(source));
    }

    /** As {@link #deserialize(Object, DataInputView)}, from any input. */
    public T deserialize(T reuse, DataInput source) throws IOException {
        return deserialize(reuse, DataInputView.of(source));
    }
}
