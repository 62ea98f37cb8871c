package io.millrace.state.heap;

import io.millrace.dataflow.contract.KeyedStateInput;
import io.millrace.dataflow.typeutils.TypeSerializer;
import io.millrace.dataflow.util.StateMigrationException;
import io.millrace.types.key.HashableKey;
import io.millrace.types.serial.ClassDictionary;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a snapshot has of an operator and nobody has asked for yet. A state is read when the operator asks for it, since only
 * then its serialisers are known; what is never asked for goes into the next snapshot as it is.
 */
final class RestoredSections {
    /** States and the two kinds of timers have names of their own. */
    private record Name(String name, SectionHeader.@Nullable Kind timers) {
        static Name of(SectionHeader header) {
            return new Name(header.name(), header.kind().isTimers() ? header.kind() : null);
        }
    }

    /** Takes the bytes of one section. */
    interface Reader {
        /**
         * @param schema what the section was written with; empty if it does not say
         * @param bytes how many are left can be asked from it
         */
        void read(byte[] schema, ClassDictionary.Input in, ByteArrayInputStream bytes, int rows) throws IOException;
    }

    private final Scope scope;
    private final Map<Name, Map<Integer, Section>> sections = new LinkedHashMap<>();

    RestoredSections(Scope scope, KeyedStateInput input) throws IOException {
        this.scope = scope;
        int first = scope.keyGroups().getStartKeyGroup();
        int last = scope.keyGroups().getEndKeyGroup();
        input.read(first, last, this::add);
    }

    private void add(int keyGroup, byte[] block) throws IOException {
        if (!scope.keyGroups().contains(keyGroup)) {
            return;
        }
        try {
            for (Section section : KeyedFormat.read(block)) {
                Section twin = sections.computeIfAbsent(Name.of(section.header()), name -> new TreeMap<>())
                        .put(keyGroup, section);
                if (twin != null) {
                    throw new StreamCorruptedException("'" + section.header().name() + "' is there twice");
                }
            }
        } catch (IOException e) {
            throw corrupt("keyed state", keyGroup, e);
        }
    }

    private IOException corrupt(String what, int keyGroup, Exception cause) {
        return new IOException(
                "Operator '" + scope.operatorName() + "': the snapshot of its " + what + " is corrupt in key group "
                        + keyGroup + ": " + cause.getMessage(),
                cause);
    }

    /** What is left, to be written again. */
    List<Part> unclaimed() {
        List<Part> parts = new ArrayList<>();
        sections.values().forEach(ofName -> parts.add(new WrittenPart(Map.copyOf(ofName))));
        return parts;
    }

    /**
     * What the sections of one state were written with; more than one schema only if subtasks wrote different ones.
     *
     * @param asked what the operator says that the state is
     * @throws IllegalStateException if the snapshot has another kind under this name, or does not tell its schema and has
     *     another type
     */
    Collection<byte[]> schemas(SectionHeader asked) {
        Map<ByteBuffer, byte[]> schemas = new LinkedHashMap<>();
        for (Section section : sections.getOrDefault(Name.of(asked), Map.of()).values()) {
            boolean told = section.schema().length > 0;
            if (told ? !asked.isLike(section.header()) : !asked.equals(section.header())) {
                throw differs(asked, section.header(), null);
            }
            if (told) {
                schemas.put(ByteBuffer.wrap(section.schema()), section.schema());
            }
        }
        return schemas.values();
    }

    /** The error for a state that the snapshot has otherwise. */
    IllegalStateException differs(SectionHeader asked, @Nullable StateMigrationException cause) {
        Section one = Objects.requireNonNull(sections.get(Name.of(asked)), "it has no such state")
                .values()
                .iterator()
                .next();
        return differs(asked, one.header(), cause);
    }

    private IllegalStateException differs(
            SectionHeader asked, SectionHeader found, @Nullable StateMigrationException cause) {
        String message = "Operator '" + scope.operatorName() + "': the state '" + asked.name()
                + "' is not what the snapshot has under this name: expected=" + found.describe() + ", actual="
                + asked.describe() + ". " + (cause == null ? "" : cause.getMessage() + " ")
                + "Give it the kind and type that it had, or another name; or give the operator another uid to begin"
                + " without its state.";
        return new IllegalStateException(message, cause != null ? cause : new StateMigrationException(message));
    }

    /**
     * Hands the sections of one state to the reader, and forgets them. {@link #schemas} was asked before.
     *
     * @throws IOException if the bytes are corrupt
     */
    void claim(SectionHeader asked, Reader reader) throws IOException {
        Map<Integer, Section> found = sections.remove(Name.of(asked));
        if (found == null) {
            return;
        }
        for (Map.Entry<Integer, Section> each : found.entrySet()) {
            Section section = each.getValue();
            ByteArrayInputStream bytes = new ByteArrayInputStream(section.body());
            try {
                reader.read(section.schema(), new ClassDictionary.Input(bytes), bytes, section.rows());
                if (bytes.available() > 0) {
                    throw new StreamCorruptedException(bytes.available() + " bytes follow the last row");
                }
            } catch (IOException | RuntimeException e) {
                throw corrupt("state '" + asked.name() + "' (" + asked.describe() + ")", each.getKey(), e);
            }
        }
    }

    /** The next key in the form fit for hash tables, if it is of one of this subtask's key groups. */
    Object readKey(TypeSerializer<Object> serializer, ClassDictionary.Input in) throws IOException {
        Object key = HashableKey.of(serializer.deserialize(in));
        int group = KeyGroupOrder.groupOf(key, scope.maxParallelism());
        if (!scope.keyGroups().contains(group)) {
            throw new StreamCorruptedException("the key " + key + " is of key group " + group
                    + "; was it written with another hash code, or another maximum parallelism?");
        }
        return key;
    }
}
