package io.millrace.types.serial;

import io.millrace.dataflow.serialization.SerializerConfig;
import io.millrace.dataflow.types.Row;
import io.millrace.dataflow.types.RowKind;
import io.millrace.dataflow.types.RowTypeInfo;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rows of known fields. Layout: one byte, the number of the row's kind; then the fields as {@link NullBits} lays them out.
 * A row by name is written in the order of the type's fields, and comes back by position.
 */
final class RowSerializer extends EngineSerializer<Row> {

    private static final long serialVersionUID = 1L;

    private final transient String[] names;
    private final transient Part[] parts;

    RowSerializer(RowTypeInfo type, SerializerConfig config) {
        super(type, config);
        this.names = type.getFieldNames();
        this.parts = new Part[names.length];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = Part.of(type.getTypeAt(i), config);
        }
    }

    @Override
    public Row createInstance() {
        return new Row(parts.length);
    }

    @Override
    public Row copy(Row from) {
        @Nullable Object[] values = valuesOf(from);
        Row copy = new Row(from.getKind(), values.length);
        for (int i = 0; i < values.length; i++) {
            copy.setField(i, parts[i].copy(values[i]));
        }
        return copy;
    }

    private @Nullable Object[] valuesOf(Row row) {
        Set<String> present = row.getFieldNames(false);
        if (present == null && row.getArity() != parts.length) {
            throw new IllegalArgumentException("Row arity of record: expected=" + parts.length + " (" + type()
                    + "), actual=" + row.getArity() + " (" + row + ").");
        }
        @Nullable Object[] values = new @Nullable Object[parts.length];
        int taken = 0;
        for (int i = 0; i < values.length; i++) {
            if (present == null) {
                values[i] = row.getField(i);
            } else if (present.contains(names[i])) {
                values[i] = row.getField(names[i]);
                taken++;
            }
        }
        if (present != null && taken != present.size()) {
            throw new IllegalArgumentException(
                    "Unknown field names in a row: expected=" + type() + ", actual=" + present + ".");
        }
        return values;
    }

    @Override
    public void serialize(Row record, DataOutput target) throws IOException {
        target.writeByte(record.getKind().toByteValue());
        NullBits.write(valuesOf(record), parts, target);
    }

    @Override
    public Row deserialize(DataInput source) throws IOException {
        RowKind kind = readKind(source);
        return Row.ofKind(kind, NullBits.read(parts, source));
    }

    static RowKind readKind(DataInput source) throws IOException {
        byte kind = source.readByte();
        if (kind < 0 || kind >= RowKind.values().length) {
            throw new StreamCorruptedException("Corrupt record: a row's kind is expected=0 to 3, actual=" + kind + ".");
        }
        return RowKind.fromByteValue(kind);
    }
}
