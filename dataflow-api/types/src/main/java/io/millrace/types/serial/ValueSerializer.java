package io.millrace.types.serial;

import io.millrace.dataflow.memory.DataInputDeserializer;
import io.millrace.dataflow.memory.DataInputView;
import io.millrace.dataflow.memory.DataOutputSerializer;
import io.millrace.dataflow.memory.DataOutputView;
import io.millrace.dataflow.serialization.SerializerConfig;
import io.millrace.dataflow.types.CopyableValue;
import io.millrace.dataflow.types.Value;
import io.millrace.dataflow.types.ValueTypeInfo;
import io.millrace.types.access.Instantiator;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Value types. Layout: what the value itself writes. */
final class ValueSerializer<T extends Value> extends EngineSerializer<T> {

    private static final long serialVersionUID = 1L;

    private final transient Instantiator<T> instantiator;
    private final transient int length;

    ValueSerializer(ValueTypeInfo<T> type, SerializerConfig config) {
        super(type, config);
        this.instantiator = Instantiator.of(type.getTypeClass());
        this.length = instantiator.newInstance() instanceof CopyableValue<?> copyable ? copyable.getBinaryLength() : -1;
    }

    @Override
    public int getLength() {
        return length;
    }

    @Override
    public T createInstance() {
        return instantiator.newInstance();
    }

    @Override
    @SuppressWarnings("unchecked")
    public T copy(T from) {
        if (from instanceof CopyableValue<?> copyable) {
            return (T) copyable.copy();
        }
        try {
            DataOutputSerializer bytes = new DataOutputSerializer(64);
            from.write(bytes);
            T copy = instantiator.newInstance();
            copy.read(new DataInputDeserializer(bytes.getCopyOfBuffer()));
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException("A " + type() + " could not be copied: it does not read what it writes.", e);
        }
    }

    @Override
    public void serialize(T record, DataOutput target) throws IOException {
        record.write(DataOutputView.of(target));
    }

    @Override
    public T deserialize(DataInput source) throws IOException {
        return deserialize(instantiator.newInstance(), source);
    }

    @Override
    public T deserialize(T reuse, DataInput source) throws IOException {
        reuse.read(DataInputView.of(source));
        return reuse;
    }
}
