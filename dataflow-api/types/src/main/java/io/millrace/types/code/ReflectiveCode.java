package io.millrace.types.code;

import io.millrace.dataflow.tuple.Tuple;
import io.millrace.dataflow.types.NullFieldException;
import io.millrace.types.access.FieldHandle;
import io.millrace.types.access.Instantiator;
import io.millrace.types.access.RecordShape;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.lang.reflect.Field;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The field code of classes for which no code can be made: takes the record apart by reflection, field after field, and asks
 * each field's serialiser. Writes the same bytes.
 */
public final class ReflectiveCode extends FieldCode {

    private final RecordKind kind;
    private final CodedField[] fields;
    private final Access access;

    private ReflectiveCode(RecordKind kind, List<CodedField> fields, Access access) {
        this.kind = kind;
        this.fields = fields.toArray(new CodedField[0]);
        this.access = access;
    }

    /** Takes records apart and makes them. */
    private interface Access {

        @Nullable
        Object get(Object record, int position);

        Object make(@Nullable Object[] values);

        void set(Object record, int position, @Nullable Object value);
    }

    public static ReflectiveCode of(Class<?> host, RecordKind kind, List<CodedField> fields) {
        Access access =
                switch (kind) {
                    case TUPLE -> new OfTuple(Instantiator.of(host));
                    case RECORD -> new OfRecord(RecordShape.of(host));
                    case POJO -> new OfPojo(
                            Instantiator.of(host),
                            fields.stream()
                                    .map(f -> FieldHandle.of((Field) f.member()))
                                    .toArray(FieldHandle[]::new));
                };
        return new ReflectiveCode(kind, fields, access);
    }

    @Override
    public void write(Object record, DataOutput target) throws IOException {
        @Nullable Object[] values = valuesOf(record);
        if (kind.hasNullBits()) {
            for (int start = 0; start < values.length; start += 8) {
                int bits = 0;
                for (int i = start; i < Math.min(start + 8, values.length); i++) {
                    bits |= FieldOps.bit(values[i], 1 << (i - start));
                }
                target.writeByte(bits);
            }
        }
        for (int i = 0; i < values.length; i++) {
            writeField(i, values[i], target);
        }
    }

    private @Nullable Object[] valuesOf(Object record) {
        @Nullable Object[] values = new @Nullable Object[fields.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = access.get(record, i);
        }
        return values;
    }

    private void writeField(int position, @Nullable Object value, DataOutput target) throws IOException {
        CodedField field = fields[position];
        if (kind.hasNullBits()) {
            FieldOps.writeIfPresent(value, field.serializer(), target);
        } else if (value == null && !field.acceptsNull()) {
            throw new NullFieldException(position);
        } else {
            FieldOps.write(value, field.serializer(), target);
        }
    }

    @Override
    public Object read(DataInput source) throws IOException {
        byte[] bits = new byte[kind.hasNullBits() ? (fields.length + 7) / 8 : 0];
        source.readFully(bits);
        @Nullable Object[] values = new @Nullable Object[fields.length];
        for (int i = 0; i < values.length; i++) {
            boolean isNull = bits.length > 0 && (bits[i >> 3] & 1 << (i & 7)) != 0;
            values[i] = isNull ? null : fields[i].serializer().deserialize(source);
            if (values[i] == null && fields[i].type().isPrimitive()) {
                throw new StreamCorruptedException("Corrupt record: a primitive field cannot be null.");
            }
        }
        return access.make(values);
    }

    @Override
    public Object copy(Object record) {
        @Nullable Object[] values = valuesOf(record);
        for (int i = 0; i < values.length; i++) {
            values[i] = copyOf(values[i], i);
        }
        return access.make(values);
    }

    private @Nullable Object copyOf(@Nullable Object value, int position) {
        return fields[position].immutable() ? value : FieldOps.copy(value, fields[position].serializer());
    }

    @Override
    public Object copyInto(Object from, Object to) {
        if (kind == RecordKind.RECORD) {
            return copy(from);
        }
        for (int i = 0; i < fields.length; i++) {
            access.set(to, i, copyOf(access.get(from, i), i));
        }
        return to;
    }

    private record OfTuple(Instantiator<?> instantiator) implements Access {

        @Override
        public @Nullable Object get(Object record, int position) {
            return ((Tuple) record).getField(position);
        }

        @Override
        public Object make(@Nullable Object[] values) {
            Object tuple = instantiator.newInstance();
            for (int i = 0; i < values.length; i++) {
                set(tuple, i, values[i]);
            }
            return tuple;
        }

        @Override
        @SuppressWarnings("NullAway") // a tuple may hold null until it is serialised
        public void set(Object record, int position, @Nullable Object value) {
            ((Tuple) record).setField(value, position);
        }
    }

    private record OfPojo(Instantiator<?> instantiator, FieldHandle[] handles) implements Access {

        @Override
        public @Nullable Object get(Object record, int position) {
            return handles[position].get(record);
        }

        @Override
        public Object make(@Nullable Object[] values) {
            Object pojo = instantiator.newInstance();
            for (int i = 0; i < values.length; i++) {
                set(pojo, i, values[i]);
            }
            return pojo;
        }

        @Override
        public void set(Object record, int position, @Nullable Object value) {
            handles[position].set(record, value);
        }
    }

    private record OfRecord(RecordShape<?> shape) implements Access {

        @Override
        public @Nullable Object get(Object record, int position) {
            return shape.get(record, position);
        }

        @Override
        public Object make(@Nullable Object[] values) {
            return shape.construct(values);
        }

        @Override
        public void set(Object record, int position, @Nullable Object value) {
            throw new IllegalStateException("A Java record cannot be changed.");
        }
    }
}
