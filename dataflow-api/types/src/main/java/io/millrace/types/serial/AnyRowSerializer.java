package io.millrace.types.serial;

import io.millrace.dataflow.serialization.SerializerConfig;
import io.millrace.dataflow.types.LateBoundTypeInfo;
import io.millrace.dataflow.types.Row;
import io.millrace.dataflow.types.RowKind;
import io.millrace.types.code.Bytes;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Rows of which nothing is known. Layout: one byte, the number of the row's kind; one byte, 1 if the fields have names; the
 * number of fields as a varint; then each field, its name before it (a text) if it has one, as a late-bound value.
 */
final class AnyRowSerializer extends EngineSerializer<Row> {

    private static final long serialVersionUID = 1L;

    private final transient Part field;

    AnyRowSerializer(SerializerConfig config) {
        super(LateBoundTypeInfo.boundedBy(Row.class), config);
        this.field = Part.of(LateBoundTypeInfo.any(), config);
    }

    @Override
    public Row createInstance() {
        return new Row(0);
    }

    @Override
    public Row copy(Row from) {
        Row copy = Row.copy(from);
        Set<String> names = from.getFieldNames(false);
        if (names == null) {
            for (int i = 0; i < from.getArity(); i++) {
                copy.setField(i, field.copy(from.getField(i)));
            }
        } else {
            names.forEach(name -> copy.setField(name, field.copy(from.getField(name))));
        }
        return copy;
    }

    @Override
    @SuppressWarnings("NullAway") // a late-bound value may be null
    public void serialize(Row record, DataOutput target) throws IOException {
        Set<String> names = record.getFieldNames(false);
        target.writeByte(record.getKind().toByteValue());
        target.writeByte(names == null ? 0 : 1);
        Bytes.writeVarint(record.getArity(), target);
        if (names == null) {
            for (int i = 0; i < record.getArity(); i++) {
                field.write(record.getField(i), target);
            }
        } else {
            for (String name : names) {
                Bytes.writeText(name, target);
                field.write(record.getField(name), target);
            }
        }
    }

    @Override
    public Row deserialize(DataInput source) throws IOException {
        RowKind kind = RowSerializer.readKind(source);
        byte named = source.readByte();
        if (named != 0 && named != 1) {
            throw new StreamCorruptedException(
                    "Corrupt record: a row is by position or name: expected=0 or 1, actual=" + named);
        }
        int count = Bytes.readVarint(source);
        Row byName = Row.withNames(kind);
        List<Object> byPosition = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            if (named == 1) {
                byName.setField(Bytes.readTextNotNull("the name of a row's field", source), field.read(source));
            } else {
                byPosition.add(field.read(source));
            }
        }
        return named == 1 ? byName : Row.ofKind(kind, byPosition.toArray());
    }
}
