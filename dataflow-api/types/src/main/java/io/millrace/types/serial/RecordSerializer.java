package io.millrace.types.serial;

import io.millrace.dataflow.serialization.SerializerConfig;
import io.millrace.dataflow.types.RecordTypeInfo;
import io.millrace.types.access.RecordShape;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.StreamCorruptedException;
import org.jspecify.annotations.Nullable;

/**
 * Java records. Layout: one byte, 0 for null and 1 otherwise; then the components as {@link NullBits} lays them out. A
 * record of immutable components is shared instead of copied.
 */
final class RecordSerializer<T> extends EngineSerializer<T> {

    private static final long serialVersionUID = 1L;

    private final transient RecordShape<T> shape;
    private final transient Part[] parts;
    private final transient boolean immutable;

    RecordSerializer(RecordTypeInfo<T> type, SerializerConfig config) {
        super(type, config);
        this.shape = RecordShape.of(type.getTypeClass());
        this.parts = new Part[type.getArity()];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = Part.of(type.getTypeAt(i), config);
        }
        this.immutable = Part.allImmutable(parts);
    }

    @Override
    boolean acceptsNull() {
        return true;
    }

    @Override
    public boolean isImmutableType() {
        return immutable;
    }

    @Override
    @SuppressWarnings("NullAway") // there is no empty record
    public T createInstance() {
        return null;
    }

    @Override
    public T copy(T from) {
        if (immutable || from == null) {
            return from;
        }
        @Nullable Object[] values = shape.explode(from);
        for (int i = 0; i < values.length; i++) {
            values[i] = parts[i].copy(values[i]);
        }
        return shape.construct(values);
    }

    @Override
    public void serialize(T record, DataOutput target) throws IOException {
        target.writeByte(record == null ? 0 : 1);
        if (record != null) {
            NullBits.write(shape.explode(record), parts, target);
        }
    }

    @Override
    @SuppressWarnings("NullAway") // null where null was written
    public T deserialize(DataInput source) throws IOException {
        byte present = source.readByte();
        if (present == 0) {
            return null;
        }
        if (present != 1) {
            throw new StreamCorruptedException(
                    "Corrupt record: a " + type() + " begins with expected=0 or 1, actual=" + present);
        }
        @Nullable Object[] values = NullBits.read(parts, source);
        for (int i = 0; i < values.length; i++) {
            if (values[i] == null && shape.typeAt(i).isPrimitive()) {
                throw new StreamCorruptedException(
                        "Corrupt record: component " + i + " of " + type() + " cannot be null.");
            }
        }
        return shape.construct(values);
    }
}
