package io.millrace.state.heap;

import io.millrace.dataflow.ExecutionConfig;
import io.millrace.dataflow.state.StateDescriptor;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.typeutils.TypeSerializer;
import io.millrace.dataflow.util.StateMigrationException;
import io.millrace.state.heap.RowCodecs.RowCodec;
import io.millrace.types.serial.StateSchema;
import io.millrace.types.serial.StateSchema.Agreed;
import io.millrace.types.serial.StateSchema.Asked;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Takes the state of one operator to and from its written form: captures tables and timer queues, and fills them with what a
 * snapshot had of them.
 */
final class StoredForms {
    private final Scope scope;
    private final TypeInformation<?> keyTypeInfo;
    private final String keyType;
    private final ExecutionConfig config;
    private final RestoredSections restored;

    StoredForms(Scope scope, TypeInformation<?> keyType, ExecutionConfig config, RestoredSections restored) {
        this.scope = scope;
        this.keyTypeInfo = keyType;
        this.keyType = keyType.toString();
        this.config = config;
        this.restored = restored;
    }

    /** @param namespaceType null for state without namespaces */
    Stored of(StateDescriptor<?, ?> descriptor, @Nullable TypeInformation<?> namespaceType) {
        TypeInformation<?> type = descriptor.getTypeInformation();
        SectionHeader header = new SectionHeader(
                SectionHeader.Kind.of(descriptor.getType()),
                descriptor.getName(),
                keyType,
                type != null
                        ? type.toString()
                        : descriptor.getSerializer().getClass().getName(),
                namespaceType == null ? "" : namespaceType.toString(),
                descriptor.getTtlConfig().isEnabled());
        return stored(header, namespaceType, descriptor);
    }

    Stored ofTimers(SectionHeader.Kind kind, String name, TypeInformation<?> namespaceType) {
        return stored(new SectionHeader(kind, name, keyType, "", namespaceType.toString(), false), namespaceType, null);
    }

    /** Serialisers stand in the order of {@link #codec}, which is that of the schema. */
    private Stored stored(
            SectionHeader header,
            @Nullable TypeInformation<?> namespaceType,
            @Nullable StateDescriptor<?, ?> descriptor) {
        List<Asked> asked = new ArrayList<>();
        asked.add(new Asked("key", true, serializer(keyTypeInfo)));
        if (namespaceType != null) {
            asked.add(new Asked("namespace", true, serializer(namespaceType)));
        }
        if (descriptor != null) {
            ValueCodec.serializersOf(descriptor, config).forEach(value -> asked.add(new Asked("value", false, value)));
        }
        List<TypeSerializer<Object>> writers =
                asked.stream().map(Asked::serializer).toList();
        Function<List<TypeSerializer<Object>>, RowCodec> toCodec =
                serializers -> codec(serializers, namespaceType != null, descriptor);
        Map<ByteBuffer, RowCodec> readers = new HashMap<>();
        for (byte[] schema : restored.schemas(header)) {
            Agreed agreed = agree(header, schema, asked);
            readers.put(ByteBuffer.wrap(schema), toCodec.apply(agreed.readers()));
            writers = agreed.writers();
        }
        return new Stored(
                header,
                descriptor,
                new RowCodecs(toCodec.apply(duplicates(writers))),
                new StateSchema(writers),
                new RowReaders(readers, duplicates(writers), toCodec));
    }

    private static List<TypeSerializer<Object>> duplicates(List<TypeSerializer<Object>> serializers) {
        return serializers.stream().map(TypeSerializer::duplicate).toList();
    }

    private Agreed agree(SectionHeader header, byte[] schema, List<Asked> asked) {
        try {
            return StateSchema.agree(schema, asked);
        } catch (StateMigrationException e) {
            throw restored.differs(header, e);
        } catch (IOException e) {
            throw restored.differs(header, new StateMigrationException(String.valueOf(e.getMessage()), e));
        }
    }

    private static RowCodec codec(
            List<TypeSerializer<Object>> serializers, boolean namespaced, @Nullable StateDescriptor<?, ?> descriptor) {
        int values = namespaced ? 2 : 1;
        return new RowCodec(
                serializers.get(0),
                namespaced ? serializers.get(1) : null,
                descriptor == null ? null : ValueCodec.of(descriptor, serializers.subList(values, serializers.size())));
    }

    @SuppressWarnings("unchecked")
    private TypeSerializer<Object> serializer(TypeInformation<?> type) {
        return (TypeSerializer<Object>) type.createSerializer(config.getSerializerConfig());
    }

    // ------------------------------------------------------------------ capture

    Part capture(Stored stored, Table<?> table) throws IOException {
        try {
            byte[] schema = stored.schema().written();
            StatePart part = new StatePart(scope, stored.header(), schema, stored.codecs(), table.runs());
            return part.captured();
        } catch (IOException | RuntimeException e) {
            throw new IOException(
                    "Operator '" + scope.operatorName() + "': the state '"
                            + stored.header().name() + "' (" + stored.header().describe() + ") cannot be written: "
                            + e.getMessage(),
                    e);
        }
    }

    Part capture(Stored stored, TimerQueue<?, ?> timers) throws IOException {
        byte[] schema = stored.schema().written();
        return new TimerPart(scope, stored.header(), schema, stored.codecs(), timers.rows());
    }

    List<Part> unclaimed() {
        return restored.unclaimed();
    }

    // ------------------------------------------------------------------ restore

    /** Fills a new table with what the snapshot has of it. */
    @SuppressWarnings("unchecked")
    void restore(Stored stored, Table<?> table) {
        Table<Object> target = (Table<Object>) table;
        claim(stored, (schema, in, bytes, rows) -> {
            RowCodec codec = stored.readers().of(schema);
            int left = count("rows", rows, bytes.available());
            while (left > 0) {
                Object namespace = null;
                int stretch = left;
                if (stored.header().isNamespaced()) {
                    namespace = codec.namespaces().deserialize(in);
                    stretch = KeyedFormat.count("rows of a namespace", in.readInt(), left);
                    if (stretch == 0) {
                        throw new IOException("a namespace without rows");
                    }
                }
                for (int i = 0; i < stretch; i++) {
                    Object key = restored.readKey(codec.keys(), in);
                    target.putRestored(key, namespace, codec.values().read(in, bytes.available()));
                }
                left -= stretch;
            }
        });
    }

    /** Fills a new queue with what the snapshot has of it. */
    void restore(Stored stored, TimerQueue<?, ?> queue) {
        List<TimerQueue.RestoredTimer> timers = new ArrayList<>();
        claim(stored, (schema, in, bytes, rows) -> {
            RowCodec codec = stored.readers().of(schema);
            int left = count("timers", rows, bytes.available());
            for (int i = 0; i < left; i++) {
                long time = in.readLong();
                int place = in.readInt();
                Object namespace = codec.namespaces().deserialize(in);
                timers.add(new TimerQueue.RestoredTimer(time, place, namespace, restored.readKey(codec.keys(), in)));
            }
        });
        queue.restore(timers);
    }

    /** Where neither key nor value needs a byte there is one row at most. */
    private static int count(String what, int rows, int bytes) throws IOException {
        return KeyedFormat.count(what, rows, Math.max(1, bytes));
    }

    private void claim(Stored stored, RestoredSections.Reader reader) {
        try {
            restored.claim(stored.header(), reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
