package io.millrace.state.heap;

import io.millrace.dataflow.ExecutionConfig;
import io.millrace.dataflow.serialization.SerializerConfig;
import io.millrace.dataflow.state.ListStateDescriptor;
import io.millrace.dataflow.state.MapStateDescriptor;
import io.millrace.dataflow.state.StateDescriptor;
import io.millrace.dataflow.typeutils.TypeSerializer;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/** How the stored values of one state are copied, written and read; by one thread at a time. */
abstract class ValueCodec {
    /** What may happen to a stored value after a snapshot was captured, and so what capturing must do with it. */
    enum Capture {
        /** It is never changed, only replaced: the snapshot shares it. */
        SHARE,
        /** It is a collection that changes, of things that do not: the snapshot copies the collection. */
        COPY,
        /** User code may change it: it is written at once. */
        WRITE
    }

    final boolean expires;

    ValueCodec(boolean expires) {
        this.expires = expires;
    }

    abstract Capture capture();

    /** One that another thread may use at the same time as this. */
    abstract ValueCodec duplicate();

    /** Of a value whose {@link #capture} is to copy. */
    Object copy(Object stored) {
        return stored;
    }

    abstract void write(Object stored, DataOutput out) throws IOException;

    /** @param bytesLeft the most that can be read */
    abstract Object read(DataInput in, int bytesLeft) throws IOException;

    /** What the values of a state are written with, of its own for each caller: of a map the key's and the value's. */
    @SuppressWarnings("unchecked")
    static List<TypeSerializer<Object>> serializersOf(StateDescriptor<?, ?> descriptor, ExecutionConfig config) {
        SerializerConfig serializers = config.getSerializerConfig();
        if (descriptor instanceof ListStateDescriptor<?> list) {
            return List.of((TypeSerializer<Object>) list.createElementSerializer(serializers));
        }
        if (descriptor instanceof MapStateDescriptor<?, ?> map) {
            return List.of((TypeSerializer<Object>) map.createKeySerializer(serializers), (TypeSerializer<Object>)
                    map.createValueSerializer(serializers));
        }
        descriptor.initializeSerializerUnlessSet(config);
        return List.of((TypeSerializer<Object>) descriptor.getSerializer());
    }

    /** @param serializers as {@link #serializersOf} gives them */
    static ValueCodec of(StateDescriptor<?, ?> descriptor, List<TypeSerializer<Object>> serializers) {
        boolean expires = descriptor.getTtlConfig().isEnabled();
        if (descriptor instanceof ListStateDescriptor<?>) {
            return new ListCodec(serializers.get(0), expires);
        }
        if (descriptor instanceof MapStateDescriptor<?, ?>) {
            return new MapCodec(serializers.get(0), serializers.get(1), expires);
        }
        return new SingleCodec(serializers.get(0), expires);
    }

    /** The value alone, out of what the table holds. */
    final Object unstamped(Object stored) {
        return expires ? ((Stamped) stored).value() : stored;
    }

    final void writeStamp(Object stored, DataOutput out) throws IOException {
        if (expires) {
            out.writeLong(((Stamped) stored).usedAt());
        }
    }

    /** One value. */
    private static final class SingleCodec extends ValueCodec {
        private final TypeSerializer<Object> serializer;

        SingleCodec(TypeSerializer<Object> serializer, boolean expires) {
            super(expires);
            this.serializer = serializer;
        }

        @Override
        Capture capture() {
            return serializer.isImmutableType() ? Capture.SHARE : Capture.WRITE;
        }

        @Override
        ValueCodec duplicate() {
            return new SingleCodec(serializer.duplicate(), expires);
        }

        @Override
        void write(Object stored, DataOutput out) throws IOException {
            writeStamp(stored, out);
            serializer.serialize(unstamped(stored), out);
        }

        @Override
        Object read(DataInput in, int bytesLeft) throws IOException {
            if (!expires) {
                return serializer.deserialize(in);
            }
            long usedAt = in.readLong();
            return new Stamped(serializer.deserialize(in), usedAt);
        }
    }
}
