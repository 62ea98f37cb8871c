package io.millrace.state.heap;

import io.millrace.dataflow.ExecutionConfig;
import io.millrace.dataflow.state.StateDescriptor;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.typeutils.TypeSerializer;
import io.millrace.state.heap.RowCodecs.RowCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Takes the state of one operator to and from its written form: captures tables and timer queues, and fills them with what a
 * snapshot had of them.
 */
final class StoredForms {
    private final Scope scope;
    private final TypeInformation<?> keyTypeInfo;
    private final String keyType;
    private final TypeSerializer<Object> keys;
    private final ExecutionConfig config;
    private final RestoredSections restored;

    StoredForms(Scope scope, TypeInformation<?> keyType, ExecutionConfig config, RestoredSections restored) {
        this.scope = scope;
        this.keyTypeInfo = keyType;
        this.keyType = keyType.toString();
        this.config = config;
        this.keys = serializer(keyType);
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
        return new Stored(
                header,
                namespaceType == null ? null : serializer(namespaceType),
                descriptor,
                new RowCodecs(new RowCodec(
                        serializer(keyTypeInfo),
                        namespaceType == null ? null : serializer(namespaceType),
                        ValueCodec.of(descriptor, config))));
    }

    Stored ofTimers(SectionHeader.Kind kind, String name, TypeInformation<?> namespaceType) {
        SectionHeader header = new SectionHeader(kind, name, keyType, "", namespaceType.toString(), false);
        return new Stored(
                header,
                serializer(namespaceType),
                null,
                new RowCodecs(new RowCodec(serializer(keyTypeInfo), serializer(namespaceType), null)));
    }

    @SuppressWarnings("unchecked")
    private TypeSerializer<Object> serializer(TypeInformation<?> type) {
        return (TypeSerializer<Object>) type.createSerializer(config.getSerializerConfig());
    }

    // ------------------------------------------------------------------ capture

    Part capture(Stored stored, Table<?> table) throws IOException {
        StatePart part = new StatePart(scope, stored.header(), stored.codecs(), table.runs());
        try {
            return part.captured();
        } catch (IOException | RuntimeException e) {
            throw new IOException(
                    "Operator '" + scope.operatorName() + "': the state '"
                            + stored.header().name() + "' (" + stored.header().describe() + ") cannot be written: "
                            + e.getMessage(),
                    e);
        }
    }

    Part capture(Stored stored, TimerQueue<?, ?> timers) {
        return new TimerPart(scope, stored.header(), stored.codecs(), timers.rows());
    }

    List<Part> unclaimed() {
        return restored.unclaimed();
    }

    // ------------------------------------------------------------------ restore

    /** Fills a new table with what the snapshot has of it. */
    @SuppressWarnings("unchecked")
    void restore(Stored stored, Table<?> table) {
        Table<Object> target = (Table<Object>) table;
        ValueCodec codec = ValueCodec.of(Objects.requireNonNull(stored.descriptor()), config);
        claim(stored, (in, bytes, rows) -> {
            int left = count("rows", rows, bytes.available());
            while (left > 0) {
                Object namespace = null;
                int stretch = left;
                if (stored.namespaces() != null) {
                    namespace = stored.namespaces().deserialize(in);
                    stretch = KeyedFormat.count("rows of a namespace", in.readInt(), left);
                    if (stretch == 0) {
                        throw new IOException("a namespace without rows");
                    }
                }
                for (int i = 0; i < stretch; i++) {
                    Object key = restored.readKey(keys, in);
                    target.putRestored(key, namespace, codec.read(in, bytes.available()));
                }
                left -= stretch;
            }
        });
    }

    /** Fills a new queue with what the snapshot has of it. */
    void restore(Stored stored, TimerQueue<?, ?> queue) {
        TypeSerializer<Object> namespaces = Objects.requireNonNull(stored.namespaces());
        List<TimerQueue.RestoredTimer> timers = new ArrayList<>();
        claim(stored, (in, bytes, rows) -> {
            int left = count("timers", rows, bytes.available());
            for (int i = 0; i < left; i++) {
                long time = in.readLong();
                int place = in.readInt();
                Object namespace = namespaces.deserialize(in);
                timers.add(new TimerQueue.RestoredTimer(time, place, namespace, restored.readKey(keys, in)));
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
