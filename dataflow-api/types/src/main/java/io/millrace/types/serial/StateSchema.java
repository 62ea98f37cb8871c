package io.millrace.types.serial;

import io.millrace.dataflow.memory.DataInputDeserializer;
import io.millrace.dataflow.memory.DataOutputSerializer;
import io.millrace.dataflow.typeutils.TypeSerializer;
import io.millrace.dataflow.typeutils.TypeSerializerSchemaCompatibility;
import io.millrace.dataflow.typeutils.TypeSerializerSnapshot;
import io.millrace.dataflow.util.StateMigrationException;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The serialisers that write one state, in the order that the state's format says, and what a snapshot keeps of them.
 * Layout: the number of serialisers (1), then the snapshot of each with its class and version, as {@link
 * TypeSerializerSnapshot#writeVersionedSnapshot} writes it. One thread at a time.
 */
public final class StateSchema {
    private final List<TypeSerializer<Object>> serializers;

    /** Once it is known that the next time the same will be written. */
    private byte @Nullable [] always;

    /** @param serializers of their own for this */
    public StateSchema(List<TypeSerializer<Object>> serializers) {
        this.serializers = List.copyOf(serializers);
    }

    /**
     * A serialiser that a program asks for.
     *
     * @param what is written with it, for errors
     * @param fixed whether what was written must stay as it is, as the keys must: where state lies follows from them
     */
    public record Asked(String what, boolean fixed, TypeSerializer<Object> serializer) {}

    /** What reads the state that was written, and what writes it from now on; both in the order of what was asked. */
    public record Agreed(List<TypeSerializer<Object>> readers, List<TypeSerializer<Object>> writers) {}

    /** The schema as bytes. */
    public byte[] written() throws IOException {
        byte[] known = always;
        if (known != null) {
            return known;
        }
        DataOutputSerializer out = new DataOutputSerializer(256);
        out.writeByte(serializers.size());
        boolean constant = true;
        for (TypeSerializer<Object> serializer : serializers) {
            TypeSerializerSnapshot<Object> snapshot = serializer.snapshotConfiguration();
            if (snapshot == null) {
                throw new IOException("the serialiser " + serializer.getClass().getName()
                        + " has no snapshot: its snapshotConfiguration() must give one, for state to be restored");
            }
            constant &= snapshot instanceof TypeSnapshot;
            TypeSerializerSnapshot.writeVersionedSnapshot(out, snapshot);
        }
        byte[] bytes = out.getCopyOfBuffer();
        always = constant ? bytes : null;
        return bytes;
    }

    /**
     * Asks the serialisers of a program whether they take over what others wrote.
     *
     * @param written a schema as bytes
     * @throws StateMigrationException if one does not
     * @throws IOException if the schema is corrupt, or a class of it is not there
     */
    public static Agreed agree(byte[] written, List<Asked> asked) throws IOException, StateMigrationException {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        DataInputDeserializer in = new DataInputDeserializer(written);
        int count = in.readUnsignedByte();
        if (count != asked.size()) {
            throw new StreamCorruptedException(
                    "serialisers of a state: expected=" + asked.size() + ", actual=" + count);
        }
        List<TypeSerializer<Object>> readers = new ArrayList<>();
        List<TypeSerializer<Object>> writers = new ArrayList<>();
        for (Asked one : asked) {
            TypeSerializerSnapshot<Object> old = TypeSerializerSnapshot.readVersionedSnapshot(
                    in, loader != null ? loader : StateSchema.class.getClassLoader());
            agree(old, one, readers, writers);
        }
        if (in.available() > 0) {
            throw new StreamCorruptedException(in.available() + " bytes follow the schema of a state");
        }
        return new Agreed(readers, writers);
    }

    private static void agree(
            TypeSerializerSnapshot<Object> old,
            Asked asked,
            List<TypeSerializer<Object>> readers,
            List<TypeSerializer<Object>> writers)
            throws StateMigrationException {
        TypeSerializer<Object> now = asked.serializer();
        TypeSerializerSchemaCompatibility<Object> found =
                now.snapshotConfiguration().resolveSchemaCompatibility(old);
        if (found.isIncompatible() || (asked.fixed() && found.isCompatibleAfterMigration())) {
            throw new StateMigrationException("The new serializer of the " + asked.what() + " (" + now
                    + ") must be compatible with the one that wrote the state (" + old + "), but "
                    + (found.isIncompatible()
                            ? "is not"
                            : "is only after a migration, which a " + asked.what() + " cannot have")
                    + ".");
        }
        if (found.isCompatibleWithReconfiguredSerializer()) {
            now = found.getReconfiguredSerializer();
        }
        readers.add(found.isCompatibleAfterMigration() ? old.restoreSerializer() : now.duplicate());
        writers.add(now);
    }
}
