package io.millrace.datastream.runtime;

import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.contract.RestoreReader;
import io.millrace.dataflow.contract.SnapshotWriter;
import io.millrace.dataflow.contract.SnapshotWriter.Redistribution;
import io.millrace.dataflow.serialization.SerializerConfig;
import io.millrace.dataflow.state.BroadcastState;
import io.millrace.dataflow.state.ListState;
import io.millrace.dataflow.state.ListStateDescriptor;
import io.millrace.dataflow.state.MapStateDescriptor;
import io.millrace.dataflow.state.OperatorStateStore;
import io.millrace.dataflow.state.StateDescriptor;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.typeutils.TypeSerializer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The state without keys of one operator: lists that are shared out, lists that all get, and broadcast states.
 *
 * <p>In a snapshot each is a list of bytes named {@code KIND:NAME}, an element (or an entry: key, then value) each, and
 * beside it {@code type:KIND:NAME} with one element: the type, as text. What a snapshot has and nobody asks for goes into
 * the next one as it is.
 */
final class OperatorLists implements OperatorStateStore {
    private static final String TYPE = "type:";

    /** A state that was asked for. */
    private interface Held {
        Object state();

        String type();

        List<byte[]> elements() throws IOException;
    }

    private final OperatorContext context;
    private final RestoreReader restored;
    private final Map<String, Held> held = new LinkedHashMap<>();

    OperatorLists(OperatorContext context) {
        this.context = context;
        this.restored = context.restored();
    }

    private static String fullName(Redistribution kind, String name) {
        return kind.name().toLowerCase(Locale.ROOT) + ":" + name;
    }

    @Override
    public <S> ListState<S> getListState(ListStateDescriptor<S> stateDescriptor) throws IOException {
        return list(Redistribution.SPLIT, stateDescriptor);
    }

    @Override
    public <S> ListState<S> getUnionListState(ListStateDescriptor<S> stateDescriptor) throws IOException {
        return list(Redistribution.UNION, stateDescriptor);
    }

    @SuppressWarnings("unchecked")
    private <S> ListState<S> list(Redistribution kind, ListStateDescriptor<S> descriptor) throws IOException {
        Held known = known(kind, descriptor);
        if (known != null) {
            return (ListState<S>) known.state();
        }
        TypeSerializer<S> serializer = descriptor.createElementSerializer(serializers());
        HeldList<S> made = new HeldList<>(text(descriptor), serializer, new MemoryListState<>());
        for (byte[] element : taken(kind, descriptor)) {
            made.state.add(read(serializer, new DataInputStream(new ByteArrayInputStream(element)), descriptor));
        }
        held.put(fullName(kind, descriptor.getName()), made);
        return made.state;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <K, V> BroadcastState<K, V> getBroadcastState(MapStateDescriptor<K, V> stateDescriptor) throws IOException {
        Held known = known(Redistribution.BROADCAST, stateDescriptor);
        if (known != null) {
            return (BroadcastState<K, V>) known.state();
        }
        TypeSerializer<K> keys = stateDescriptor.createKeySerializer(serializers());
        TypeSerializer<V> values = stateDescriptor.createValueSerializer(serializers());
        HeldMap<K, V> made = new HeldMap<>(text(stateDescriptor), keys, values, new MemoryBroadcastState<>());
        for (byte[] entry : taken(Redistribution.BROADCAST, stateDescriptor)) {
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(entry));
            K key = read(keys, in, stateDescriptor);
            made.state.put(key, read(values, in, stateDescriptor));
        }
        held.put(fullName(Redistribution.BROADCAST, stateDescriptor.getName()), made);
        return made.state;
    }

    @Override
    public Set<String> getRegisteredStateNames() {
        Set<String> names = new TreeSet<>(namesOf(Redistribution.SPLIT));
        names.addAll(namesOf(Redistribution.UNION));
        return names;
    }

    @Override
    public Set<String> getRegisteredBroadcastStateNames() {
        return namesOf(Redistribution.BROADCAST);
    }

    private Set<String> namesOf(Redistribution kind) {
        String prefix = fullName(kind, "");
        Set<String> names = new TreeSet<>();
        held.keySet().stream()
                .filter(name -> name.startsWith(prefix))
                .forEach(name -> names.add(name.substring(prefix.length())));
        return names;
    }

    // ------------------------------------------------------------------ snapshot

    void snapshot(SnapshotWriter writer) throws IOException {
        for (Map.Entry<String, Held> each : held.entrySet()) {
            byte[] type = each.getValue().type().getBytes(StandardCharsets.UTF_8);
            writer.list(each.getKey(), each.getValue().elements(), kindOf(each.getKey()));
            writer.list(TYPE + each.getKey(), List.of(type), Redistribution.BROADCAST);
        }
        for (String name : restored.names()) {
            String type = TYPE + name;
            if (restored.names().contains(type) && !held.containsKey(name)) {
                // All subtasks have got what all get: only one writes it again.
                boolean mine =
                        kindOf(name) != Redistribution.UNION || context.task().getIndexOfThisSubtask() == 0;
                writer.list(name, mine ? restored.list(name) : List.of(), kindOf(name));
                writer.list(type, restored.list(type), Redistribution.BROADCAST);
            }
        }
    }

    private static Redistribution kindOf(String fullName) {
        return Redistribution.valueOf(
                fullName.substring(0, fullName.indexOf(':')).toUpperCase(Locale.ROOT));
    }

    // ------------------------------------------------------------------ restore

    private @Nullable Held known(Redistribution kind, StateDescriptor<?, ?> descriptor) {
        for (Redistribution other : Redistribution.values()) {
            Held found = held.get(fullName(other, descriptor.getName()));
            if (found != null) {
                check(descriptor, other, found.type(), kind);
                return found;
            }
        }
        return null;
    }

    private List<byte[]> taken(Redistribution kind, StateDescriptor<?, ?> descriptor) {
        for (Redistribution other : Redistribution.values()) {
            List<byte[]> type = restored.list(TYPE + fullName(other, descriptor.getName()));
            if (!type.isEmpty()) {
                check(descriptor, other, new String(type.get(0), StandardCharsets.UTF_8), kind);
            }
        }
        return restored.list(fullName(kind, descriptor.getName()));
    }

    private void check(StateDescriptor<?, ?> asked, Redistribution knownKind, String knownType, Redistribution kind) {
        if (kind != knownKind || !knownType.equals(text(asked))) {
            throw new IllegalStateException("Operator '" + context.operatorName() + "': the state '" + asked.getName()
                    + "' was another before: expected=" + knownKind + " " + knownType + ", actual=" + kind + " "
                    + text(asked) + ". Give each state a name of its own and always the same kind and type.");
        }
    }

    private static String text(StateDescriptor<?, ?> descriptor) {
        TypeInformation<?> type = descriptor.getTypeInformation();
        return type != null
                ? type.toString()
                : descriptor.getSerializer().getClass().getName();
    }

    private SerializerConfig serializers() {
        return context.executionConfig().getSerializerConfig();
    }

    private <T> T read(TypeSerializer<T> serializer, DataInputStream in, StateDescriptor<?, ?> descriptor)
            throws IOException {
        try {
            return serializer.deserialize(in);
        } catch (IOException | RuntimeException e) {
            throw new IOException(
                    "Operator '" + context.operatorName() + "': the snapshot of its state '" + descriptor.getName()
                            + "' is corrupt: " + e.getMessage(),
                    e);
        }
    }

    // ------------------------------------------------------------------ what is held

    private record HeldList<S>(String type, TypeSerializer<S> serializer, MemoryListState<S> state) implements Held {
        @Override
        public List<byte[]> elements() throws IOException {
            List<byte[]> elements = new ArrayList<>();
            for (S element : state.get()) {
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                serializer.serialize(element, new DataOutputStream(bytes));
                elements.add(bytes.toByteArray());
            }
            return elements;
        }
    }

    private record HeldMap<K, V>(
            String type, TypeSerializer<K> keys, TypeSerializer<V> values, MemoryBroadcastState<K, V> state)
            implements Held {
        @Override
        public List<byte[]> elements() throws IOException {
            List<byte[]> entries = new ArrayList<>();
            for (Map.Entry<K, V> entry : state.immutableEntries()) {
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                DataOutputStream out = new DataOutputStream(bytes);
                keys.serialize(entry.getKey(), out);
                values.serialize(entry.getValue(), out);
                entries.add(bytes.toByteArray());
            }
            return entries;
        }
    }
}
