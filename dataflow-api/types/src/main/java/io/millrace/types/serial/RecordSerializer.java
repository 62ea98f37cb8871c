package io.millrace.types.serial;

import io.millrace.dataflow.serialization.SerializerConfig;
import io.millrace.dataflow.types.RecordTypeInfo;
import io.millrace.types.code.CodedField;
import io.millrace.types.code.FieldCode;
import io.millrace.types.code.RecordKind;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;

/**
 * Java records. Layout: one byte, 0 for null and 1 otherwise; then the components as {@link FieldCode} lays them out. A
 * record of immutable components is shared instead of copied.
 */
final class RecordSerializer<T> extends EngineSerializer<T> {

    private static final long serialVersionUID = 1L;

    private final transient FieldCode code;
    private final transient boolean immutable;

    RecordSerializer(RecordTypeInfo<T> type, SerializerConfig config) {
        super(type, config);
        RecordComponent[] components = type.getTypeClass().getRecordComponents();
        List<CodedField> fields = new ArrayList<>();
        for (int i = 0; i < components.length; i++) {
            RecordComponent component = components[i];
            fields.add(Coded.field(component.getAccessor(), component.getType(), type.getTypeAt(i), config));
        }
        this.code = Coded.of(type.getTypeClass(), RecordKind.RECORD, fields);
        this.immutable = fields.stream().allMatch(CodedField::immutable);
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
    @SuppressWarnings("unchecked")
    public T copy(T from) {
        return immutable || from == null ? from : (T) code.copy(from);
    }

    @Override
    public void serialize(T record, DataOutput target) throws IOException {
        target.writeByte(record == null ? 0 : 1);
        if (record != null) {
            code.write(record, target);
        }
    }

    @Override
    @SuppressWarnings({"unchecked", "NullAway"}) // null where null was written
    public T deserialize(DataInput source) throws IOException {
        byte present = source.readByte();
        if (present == 0) {
            return null;
        }
        if (present != 1) {
            throw new StreamCorruptedException(
                    "Corrupt record: a " + type() + " begins with expected=0 or 1, actual=" + present);
        }
        return (T) code.read(source);
    }
}
