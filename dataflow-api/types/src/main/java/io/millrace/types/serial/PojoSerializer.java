package io.millrace.types.serial;

import io.millrace.dataflow.serialization.SerializerConfig;
import io.millrace.dataflow.types.PojoTypeInfo;
import io.millrace.types.access.FieldHandle;
import io.millrace.types.access.Instantiator;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.lang.reflect.Modifier;
import org.jspecify.annotations.Nullable;

/**
 * POJOs. Layout: one byte, {@link #NULL}, {@link #EXACT} or {@link #SUBCLASS}. After EXACT the fields, in the order of their
 * names, as {@link NullBits} lays them out. After SUBCLASS the name of the class as a text, then the record as the type of
 * that class writes it.
 */
final class PojoSerializer<T> extends EngineSerializer<T> {

    private static final long serialVersionUID = 1L;

    private static final int NULL = 0;
    private static final int EXACT = 1;
    private static final int SUBCLASS = 2;

    private final transient @Nullable Instantiator<T> instantiator;
    private final transient FieldHandle[] fields;
    private final transient Part[] parts;
    private final transient ClassSerializers subclasses;

    PojoSerializer(PojoTypeInfo<T> type, SerializerConfig config) {
        super(type, config);
        Class<T> pojo = type.getTypeClass();
        this.instantiator = Modifier.isAbstract(pojo.getModifiers()) ? null : Instantiator.of(pojo);
        this.fields = new FieldHandle[type.getArity()];
        this.parts = new Part[fields.length];
        for (int i = 0; i < fields.length; i++) {
            fields[i] = FieldHandle.of(type.getPojoFieldAt(i).getField());
            parts[i] = Part.of(type.getTypeAt(i), config);
        }
        this.subclasses = new ClassSerializers(config);
    }

    @Override
    boolean acceptsNull() {
        return true;
    }

    @Override
    @SuppressWarnings("NullAway") // an abstract class has no instance to start with
    public T createInstance() {
        return instantiator == null ? null : instantiator.newInstance();
    }

    @Override
    @SuppressWarnings("unchecked")
    public T copy(T from) {
        if (from == null) {
            return from;
        }
        if (from.getClass() != type().getTypeClass()) {
            return (T) subclasses.of(from.getClass()).copy(from);
        }
        return copyInto(from, newInstance());
    }

    @Override
    public T copy(T from, T reuse) {
        boolean same = from != null
                && reuse != null
                && from.getClass() == type().getTypeClass()
                && reuse.getClass() == from.getClass();
        return same ? copyInto(from, reuse) : copy(from);
    }

    private T newInstance() {
        if (instantiator == null) {
            throw new IllegalStateException("Class " + type().getTypeClass().getName() + " is abstract.");
        }
        return instantiator.newInstance();
    }

    private T copyInto(T from, T to) {
        for (int i = 0; i < fields.length; i++) {
            fields[i].set(to, parts[i].copy(fields[i].get(from)));
        }
        return to;
    }

    @Override
    public void serialize(T record, DataOutput target) throws IOException {
        if (record == null) {
            target.writeByte(NULL);
        } else if (record.getClass() == type().getTypeClass()) {
            target.writeByte(EXACT);
            @Nullable Object[] values = new @Nullable Object[fields.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = fields[i].get(record);
            }
            NullBits.write(values, parts, target);
        } else {
            target.writeByte(SUBCLASS);
            Bytes.writeText(record.getClass().getName(), target);
            subclasses.of(record.getClass()).serialize(record, target);
        }
    }

    @Override
    @SuppressWarnings({"unchecked", "NullAway"}) // null where null was written
    public T deserialize(DataInput source) throws IOException {
        byte kind = source.readByte();
        if (kind == NULL) {
            return null;
        }
        if (kind == EXACT) {
            return readFields(source);
        }
        if (kind != SUBCLASS) {
            throw new StreamCorruptedException(
                    "Corrupt record: a " + type() + " begins with expected=0, 1 or 2, actual=" + kind + ".");
        }
        Class<?> subclass = ClassSerializers.load(Bytes.readTextNotNull("the name of a subclass", source));
        if (!type().getTypeClass().isAssignableFrom(subclass) || subclass == type().getTypeClass()) {
            throw new StreamCorruptedException("Corrupt record: expected=a subclass of "
                    + type().getTypeClass().getName() + ", actual=" + subclass.getName());
        }
        return (T) subclasses.of(subclass).deserialize(source);
    }

    private T readFields(DataInput source) throws IOException {
        if (instantiator == null) {
            throw new StreamCorruptedException(
                    "Corrupt record: class " + type().getTypeClass().getName() + " is abstract.");
        }
        @Nullable Object[] values = NullBits.read(parts, source);
        T record = instantiator.newInstance();
        for (int i = 0; i < values.length; i++) {
            if (values[i] != null) {
                fields[i].set(record, values[i]);
            } else if (fields[i].type().isPrimitive()) {
                throw new StreamCorruptedException(
                        "Corrupt record: a primitive field of " + type() + " cannot be null.");
            } else {
                fields[i].set(record, null);
            }
        }
        return record;
    }
}
