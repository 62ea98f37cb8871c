package io.millrace.types.serial;

import io.millrace.dataflow.serialization.SerializerConfig;
import io.millrace.dataflow.tuple.Tuple;
import io.millrace.dataflow.types.TupleTypeInfo;
import io.millrace.types.access.Instantiator;
import io.millrace.types.code.CodedField;
import io.millrace.types.code.FieldCode;
import io.millrace.types.code.RecordKind;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;

/**
 * Tuples. Layout: each field as its type writes it, one after the other; a tuple without fields is one zero byte. A field
 * may be null only if its type can write null.
 */
final class TupleSerializer<T extends Tuple> extends EngineSerializer<T> {

    private static final long serialVersionUID = 1L;

    private final transient Class<T> tupleClass;
    private final transient Instantiator<T> instantiator;
    private final transient List<CodedField> fields;
    private final transient FieldCode code;

    TupleSerializer(TupleTypeInfo<T> type, SerializerConfig config) {
        super(type, config);
        this.tupleClass = type.getTypeClass();
        this.instantiator = Instantiator.of(tupleClass);
        this.fields = new ArrayList<>();
        for (int i = 0; i < type.getArity(); i++) {
            Field field = fieldAt(i, type.getArity());
            fields.add(Coded.field(field, field.getType(), type.getTypeAt(i), config));
        }
        this.code = Coded.of(tupleClass, RecordKind.TUPLE, fields);
    }

    private static Field fieldAt(int position, int arity) {
        try {
            return Tuple.getTupleClass(arity).getField("f" + position);
        } catch (NoSuchFieldException e) {
            throw new AssertionError("Every tuple has a field for each position: f" + position, e);
        }
    }

    @Override
    public int getLength() {
        if (fields.isEmpty()) {
            return 1;
        }
        int length = 0;
        for (CodedField field : fields) {
            int fieldLength = field.serializer().getLength();
            if (fieldLength < 0) {
                return -1;
            }
            length += fieldLength;
        }
        return length;
    }

    @Override
    public T createInstance() {
        T tuple = instantiator.newInstance();
        for (int i = 0; i < fields.size(); i++) {
            tuple.setField(fields.get(i).serializer().createInstance(), i);
        }
        return tuple;
    }

    @Override
    @SuppressWarnings("unchecked")
    public T copy(T from) {
        return from.getClass() == tupleClass ? (T) code.copy(from) : copyInto(from, instanceLike(from));
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

    @SuppressWarnings("unchecked")
    private T copyInto(T from, T to) {
        return (T) code.copyInto(from, to);
    }

    @Override
    public void serialize(T record, DataOutput target) throws IOException {
        code.write(record, target);
        if (fields.isEmpty()) {
            target.writeByte(0);
        }
    }

    @Override
    @SuppressWarnings("unchecked")
    public T deserialize(DataInput source) throws IOException {
        T tuple = (T) code.read(source);
        if (fields.isEmpty()) {
            source.readByte();
        }
        return tuple;
    }
}
