package io.millrace.types.serial;

import io.millrace.dataflow.serialization.SerializerConfig;
import io.millrace.dataflow.types.EnumTypeInfo;
import io.millrace.dataflow.typeutils.TypeSerializer;
import io.millrace.types.code.Bytes;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Enums. Layout: the constant's name as a text, null as its null; so constants may be reordered and added. */
final class EnumSerializer<T extends Enum<T>> extends EngineSerializer<T> {

    private static final long serialVersionUID = 1L;

    private final transient T[] constants;
    private final transient Map<String, T> byName = new HashMap<>();

    EnumSerializer(EnumTypeInfo<T> type, SerializerConfig config) {
        super(type, config);
        this.constants = type.getTypeClass().getEnumConstants();
        for (T constant : constants) {
            byName.put(constant.name(), constant);
        }
    }

    @Override
    boolean acceptsNull() {
        return true;
    }

    @Override
    public boolean isImmutableType() {
        return true;
    }

    @Override
    public TypeSerializer<T> duplicate() {
        return this;
    }

    @Override
    @SuppressWarnings("NullAway") // an enum without constants has no value but null
    public T createInstance() {
        return constants.length == 0 ? null : constants[0];
    }

    @Override
    public T copy(T from) {
        return from;
    }

    @Override
    public void serialize(T record, DataOutput target) throws IOException {
        Bytes.writeText(record == null ? null : record.name(), target);
    }

    @Override
    @SuppressWarnings("NullAway") // null where null was written
    public T deserialize(DataInput source) throws IOException {
        String name = Bytes.readText(source);
        if (name == null) {
            return null;
        }
        T constant = byName.get(name);
        if (constant == null) {
            throw new InvalidObjectException(
                    "No constant of enum " + type().getTypeClass().getName() + ": expected=one of "
                            + Arrays.toString(constants) + ", actual=" + name);
        }
        return constant;
    }
}
