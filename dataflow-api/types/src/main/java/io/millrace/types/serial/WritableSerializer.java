package io.millrace.types.serial;

import io.millrace.dataflow.serialization.SerializerConfig;
import io.millrace.dataflow.types.WritableTypeInfo;
import io.millrace.types.access.Instantiator;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Supplier;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.io.Writable;

/** Hadoop's Writables. Layout: what the object itself writes. */
final class WritableSerializer<T extends Writable> extends EngineSerializer<T> {

    private static final long serialVersionUID = 1L;

    private final transient Supplier<T> made;

    WritableSerializer(WritableTypeInfo<T> type, SerializerConfig config) {
        super(type, config);
        Class<T> of = type.getTypeClass();
        this.made = of == NullWritable.class ? () -> of.cast(NullWritable.get()) : Instantiator.of(of)::newInstance;
    }

    @Override
    public boolean isImmutableType() {
        return type().getTypeClass() == NullWritable.class;
    }

    @Override
    public T createInstance() {
        return made.get();
    }

    @Override
    public T copy(T from) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            from.write(new DataOutputStream(bytes));
            T copy = made.get();
            copy.readFields(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException("A " + type() + " could not be copied: it does not read what it writes.", e);
        }
    }

    @Override
    public void serialize(T record, DataOutput target) throws IOException {
        record.write(target);
    }

    @Override
    public T deserialize(DataInput source) throws IOException {
        return deserialize(made.get(), source);
    }

    @Override
    public T deserialize(T reuse, DataInput source) throws IOException {
        reuse.readFields(source);
        return reuse;
    }
}
