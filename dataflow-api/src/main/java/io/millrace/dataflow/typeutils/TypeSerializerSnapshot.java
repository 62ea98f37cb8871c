package io.millrace.dataflow.typeutils;

import io.millrace.dataflow.memory.DataInputView;
import io.millrace.dataflow.memory.DataOutputView;
import java.io.IOException;

/**
 * What a serialiser was when it wrote state: enough to make a serialiser that reads that state, and to say whether another
 * one reads it too.
 *
 * <p>A snapshot is written with its class's name, so the class must be found again when the state is restored: a named class
 * with a public constructor without arguments. Override {@link #resolveSchemaCompatibility(TypeSerializerSnapshot)}, which
 * asks the new serialiser's snapshot; programs may override the older {@link #resolveSchemaCompatibility(TypeSerializer)} in
 * its place, which asks the old one's. {@link SimpleTypeSerializerSnapshot} and {@link CompositeTypeSerializerSnapshot}
 * do all this for most serialisers.
 */
public interface TypeSerializerSnapshot<T> {

    /** The version of what {@link #writeSnapshot} writes. */
    int getCurrentVersion();

    void writeSnapshot(DataOutputView out) throws IOException;

    /**
     * Takes what {@link #writeSnapshot} wrote.
     *
     * @param readVersion the version then
     * @param userCodeClassLoader finds the program's classes
     */
    void readSnapshot(int readVersion, DataInputView in, ClassLoader userCodeClassLoader) throws IOException;

    /** A serialiser that reads what the one wrote of which this is the snapshot. */
    TypeSerializer<T> restoreSerializer();

    /**
     * Whether the serialiser of which this is the snapshot reads what the older one wrote.
     *
     * @param oldSerializerSnapshot read from the state that is restored
     */
    default TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(
            TypeSerializerSnapshot<T> oldSerializerSnapshot) {
        return oldSerializerSnapshot.resolveSchemaCompatibility(restoreSerializer());
    }

    /** As the other method, asked of the older snapshot. */
    @Deprecated
    default TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(TypeSerializer<T> newSerializer) {
        return newSerializer.snapshotConfiguration().resolveSchemaCompatibility(this);
    }

    /** Writes a snapshot with its class's name and version. */
    static void writeVersionedSnapshot(DataOutputView out, TypeSerializerSnapshot<?> snapshot) throws IOException {
        WrittenSnapshot.write(out, snapshot);
    }

    /**
     * Reads what {@link #writeVersionedSnapshot} wrote.
     *
     * @throws IOException if the bytes are corrupt, or the snapshot's class is not there or cannot be made
     */
    static <T> TypeSerializerSnapshot<T> readVersionedSnapshot(DataInputView in, ClassLoader classLoader)
            throws IOException {
        return WrittenSnapshot.read(in, classLoader);
    }
}
