package io.millrace.types.serial;

import io.millrace.dataflow.serialization.SerializerConfig;
import io.millrace.dataflow.typeutils.TypeSerializer;
import io.millrace.types.access.FieldHandle;
import io.millrace.types.access.Instantiator;
import io.millrace.types.access.RecordShape;
import io.millrace.types.code.Bytes;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads POJOs and Java records as they were written when their class had other fields, in the layouts of {@link
 * PojoSerializer} and {@link RecordSerializer}: fields that are no more are read and dropped, new ones are as in a new
 * object. It only reads: what was read is written by the serialiser of today's type.
 */
final class WrittenFieldsSerializer<T> extends EngineSerializer<T> {
    private static final long serialVersionUID = 1L;

    private final transient WrittenTypeInfo.OfFields<T> written;
    private final transient List<TypeSerializer<Object>> fields = new ArrayList<>();
    private final transient ClassSerializers subclasses;
    private final transient Target<T> target;

    /** Makes today's objects of the values of the fields that were written. */
    private interface Target<T> {
        T make(@Nullable Object[] values);
    }

    @SuppressWarnings("unchecked")
    WrittenFieldsSerializer(WrittenTypeInfo.OfFields<T> written, SerializerConfig config) {
        super(written, config);
        this.written = written;
        this.subclasses = new ClassSerializers(config);
        written.types().forEach(type -> fields.add((TypeSerializer<Object>) type.createSerializer(config)));
        this.target = written.isOfRecord() ? intoRecord() : intoPojo();
    }

    private Target<T> intoRecord() {
        RecordShape<T> shape = RecordShape.of(written.getTypeClass());
        int[] places = written.names().stream().mapToInt(shape::indexOf).toArray();
        return values -> {
            @Nullable Object[] components = new @Nullable Object[shape.size()];
            for (int i = 0; i < components.length; i++) {
                components[i] = Defaults.of(shape.typeAt(i));
            }
            for (int i = 0; i < places.length; i++) {
                if (places[i] >= 0 && values[i] != null) {
                    components[places[i]] = values[i];
                }
            }
            return shape.construct(components);
        };
    }

    private Target<T> intoPojo() {
        Class<T> type = written.getTypeClass();
        if (Modifier.isAbstract(type.getModifiers())) {
            return values -> {
                throw new IllegalStateException(type + " is abstract now: no record of it can be made.");
            };
        }
        Instantiator<T> instantiator = Instantiator.of(type);
        @Nullable
        FieldHandle[] handles = new @Nullable FieldHandle[written.names().size()];
        for (int i = 0; i < handles.length; i++) {
            Field field = fieldOf(type, written.names().get(i));
            handles[i] = field == null ? null : FieldHandle.of(field);
        }
        return values -> {
            T pojo = instantiator.newInstance();
            for (int i = 0; i < handles.length; i++) {
                FieldHandle handle = handles[i];
                if (handle != null && (values[i] != null || !handle.type().isPrimitive())) {
                    handle.set(pojo, values[i]);
                }
            }
            return pojo;
        };
    }

    private static @Nullable Field fieldOf(Class<?> type, String name) {
        for (Class<?> c = type; c != null; c = c.getSuperclass()) {
            for (Field field : c.getDeclaredFields()) {
                if (field.getName().equals(name)
                        && !Modifier.isStatic(field.getModifiers())
                        && !Modifier.isTransient(field.getModifiers())) {
                    return field;
                }
            }
        }
        return null;
    }

    @Override
    boolean acceptsNull() {
        return true;
    }

    @Override
    @SuppressWarnings("NullAway") // it makes records of what it reads only
    public T createInstance() {
        return null;
    }

    @Override
    public T copy(T from) {
        throw readsOnly();
    }

    @Override
    public void serialize(T record, DataOutput out) {
        throw readsOnly();
    }

    private IllegalStateException readsOnly() {
        return new IllegalStateException(written.getTypeClass()
                + " has other fields now: what was written is read with the old ones, but never written with them.");
    }

    @Override
    @SuppressWarnings({"unchecked", "NullAway"}) // null where null was written
    public T deserialize(DataInput source) throws IOException {
        byte kind = source.readByte();
        if (kind == 0) {
            return null;
        }
        if (kind == 2 && !written.isOfRecord()) {
            Class<?> subclass = ClassSerializers.load(Bytes.readTextNotNull("the name of a subclass", source));
            return (T) subclasses.of(subclass).deserialize(source);
        }
        if (kind != 1) {
            throw new StreamCorruptedException(
                    "Corrupt record: a " + written.getTypeClass().getName() + " begins with " + kind);
        }
        byte[] nulls = new byte[(fields.size() + 7) / 8];
        source.readFully(nulls);
        @Nullable Object[] values = new @Nullable Object[fields.size()];
        for (int i = 0; i < values.length; i++) {
            boolean isNull = (nulls[i >> 3] & 1 << (i & 7)) != 0;
            values[i] = isNull ? null : fields.get(i).deserialize(source);
        }
        return target.make(values);
    }
}
