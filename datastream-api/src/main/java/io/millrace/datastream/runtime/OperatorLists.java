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
import io.millrace.dataflow.util.StateMigrationException;
import io.millrace.types.serial.StateSchema;
import io.millrace.types.serial.StateSchema.Agreed;
import io.millrace.types.serial.StateSchema.Asked;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
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
 * beside it {@code type:KIND:NAME} with two elements: the type, as text, and the schema, as {@link StateSchema} writes it
 * (older snapshots have no schema). What a snapshot has and nobody asks for goes into the next one as it is.
 */
final class OperatorLists implements OperatorStateStore {
    private static final String TYPE = "type:";

    /** A state that was asked for. */
    private interface Held {
        Object state();

        String type();

        StateSchema schema();

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
        Agreed agreed = agreed(kind, descriptor, asked("element", descriptor.createElementSerializer(serializers())));
        HeldList<S> made = new HeldList<>(
                text(descriptor),
                new StateSchema(agreed.writers()),
                (TypeSerializer<S>) (TypeSerializer<?>) agreed.writers().get(0),
                new MemoryListState<>());
        TypeSerializer<S> reader =
                (TypeSerializer<S>) (TypeSerializer<?>) agreed.readers().get(0);
        for (byte[] element : restored.list(fullName(kind, descriptor.getName()))) {
            made.state.add(read(reader, new DataInputStream(new ByteArrayInputStream(element)), descriptor));
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
        Agreed agreed = agreed(
                Redistribution.BROADCAST,
                stateDescriptor,
                asked("key", stateDescriptor.createKeySerializer(serializers())),
                asked("value", stateDescriptor.createValueSerializer(serializers())));
        HeldMap<K, V> made = new HeldMap<>(
                text(stateDescriptor),
                new StateSchema(agreed.writers()),
                (TypeSerializer<K>) (TypeSerializer<?>) agreed.writers().get(0),
                (TypeSerializer<V>) (TypeSerializer<?>) agreed.writers().get(1),
                new MemoryBroadcastState<>());
        TypeSerializer<K> keys =
                (TypeSerializer<K>) (TypeSerializer<?>) agreed.readers().get(0);
        TypeSerializer<V> values =
                (TypeSerializer<V>) (TypeSerializer<?>) agreed.readers().get(1);
        for (byte[] entry : restored.list(fullName(Redistribution.BROADCAST, stateDescriptor.getName()))) {
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
            writer.list(TYPE + each.getKey(), List.of(type, schema(each)), Redistribution.BROADCAST);
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

    private byte[] schema(Map.Entry<String, Held> each) throws IOException {
        try {
            return each.getValue().schema().written();
        } catch (IOException | RuntimeException e) {
            throw new IOException(
                    "Operator '" + context.operatorName() + "': the state '" + each.getKey() + "' cannot be written: "
                            + e.getMessage(),
                    e);
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

    @SuppressWarnings("unchecked")
    private static Asked asked(String what, TypeSerializer<?> serializer) {
        return new Asked(what, false, (TypeSerializer<Object>) serializer);
    }

    /** What reads the state that was restored, if any, and what writes it. */
    private Agreed agreed(Redistribution kind, StateDescriptor<?, ?> descriptor, Asked... asked) {
        List<TypeSerializer<Object>> serializers =
                Arrays.stream(asked).map(Asked::serializer).toList();
        for (Redistribution other : Redistribution.values()) {
            List<byte[]> type = restored.list(TYPE + fullName(other, descriptor.getName()));
            if (type.size() > 1 && other == kind) {
                return agreed(descriptor, type, List.of(asked));
            } else if (!type.isEmpty()) {
                check(descriptor, other, new String(type.get(0), StandardCharsets.UTF_8), kind);
            }
        }
        return new Agreed(serializers, serializers);
    }

    private Agreed agreed(StateDescriptor<?, ?> descriptor, List<byte[]> type, List<Asked> asked) {
        try {
            return StateSchema.agree(type.get(1), asked);
        } catch (StateMigrationException | IOException e) {
            StateMigrationException cause = e instanceof StateMigrationException migration
                    ? migration
                    : new StateMigrationException(String.valueOf(e.getMessage()), e);
            throw new IllegalStateException(
                    "Operator '" + context.operatorName() + "': the state '" + descriptor.getName()
                            + "' was another before: expected=" + new String(type.get(0), StandardCharsets.UTF_8)
                            + ", actual=" + text(descriptor) + ". " + cause.getMessage()
                            + " Give it the type that it had, or another name.",
                    cause);
        }
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

    private record HeldList<S>(String type, StateSchema schema, TypeSerializer<S> serializer, MemoryListState<S> state)
            implements Held {
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
            String type,
            StateSchema schema,
            TypeSerializer<K> keys,
            TypeSerializer<V> values,
            MemoryBroadcastState<K, V> state)
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
