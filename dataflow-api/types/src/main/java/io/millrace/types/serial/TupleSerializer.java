package io.millrace.types.serial;

import io.millrace.dataflow.serialization.SerializerConfig;
import io.millrace.dataflow.tuple.Tuple;
import io.millrace.dataflow.types.NullFieldException;
import io.millrace.dataflow.types.TupleTypeInfo;
import io.millrace.types.access.Instantiator;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Tuples. Layout: each field as its type writes it, one after the other; a tuple without fields is one zero byte. A field
 * may be null only if its type can write null.
 */
final class TupleSerializer<T extends Tuple> extends EngineSerializer<T> {

    private static final long serialVersionUID = 1L;

    private final transient Instantiator<T> instantiator;
    private final transient Part[] parts;

    TupleSerializer(TupleTypeInfo<T> type, SerializerConfig config) {
        super(type, config);
        this.instantiator = Instantiator.of(type.getTypeClass());
        this.parts = new Part[type.getArity()];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = Part.of(type.getTypeAt(i), config);
        }
    }

    @Override
    public int getLength() {
        if (parts.length == 0) {
            return 1;
        }
        int length = 0;
        for (Part part : parts) {
            int partLength = part.serializer().getLength();
            if (partLength < 0) {
                return -1;
            }
            length += partLength;
        }
        return length;
    }

    @Override
    public T createInstance() {
        T tuple = instantiator.newInstance();
        for (int i = 0; i < parts.length; i++) {
            tuple.setField(parts[i].serializer().createInstance(), i);
        }
        return tuple;
    }

    @Override
    public T copy(T from) {
        return copyInto(
                from, from.getClass() == type().getTypeClass() ? instantiator.newInstance() : instanceLike(from));
    }

    /** A tuple of a subclass stays of it, so that what the user sees does not depend on whether a record was copied. */
    @SuppressWarnings("unchecked")
    private T instanceLike(T from) {
        return Instantiator.of((Class<T>) from.getClass()).newInstance();
    }

    @Override
    public T copy(T from, T reuse) {
        return from.getClass() == reuse.getClass() ? copyInto(from, reuse) : copy(from);
    }

    @SuppressWarnings("NullAway") // a tuple may hold null until it is serialised
    private T copyInto(T from, T to) {
        for (int i = 0; i < parts.length; i++) {
            to.setField(parts[i].copy(from.getField(i)), i);
        }
        return to;
    }

    @Override
    public void serialize(T record, DataOutput target) throws IOException {
        for (int i = 0; i < parts.length; i++) {
            Object field = record.getField(i);
            if (field == null && !parts[i].acceptsNull()) {
                throw new NullFieldException(i);
            }
            parts[i].write(field, target);
        }
        if (parts.length == 0) {
            target.writeByte(0);
        }
    }

    @Override
    public T deserialize(DataInput source) throws IOException {
        return deserialize(instantiator.newInstance(), source);
    }

    @Override
    public T deserialize(T reuse, DataInput source) throws IOException {
        for (int i = 0; i < parts.length; i++) {
            reuse.setField(parts[i].read(source), i);
        }
        if (parts.length == 0) {
            source.readByte();
        }
        return reuse;
    }
}
