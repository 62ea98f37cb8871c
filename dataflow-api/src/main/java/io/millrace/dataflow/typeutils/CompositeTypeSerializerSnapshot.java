package io.millrace.dataflow.typeutils;

import io.millrace.dataflow.memory.DataInputView;
import io.millrace.dataflow.memory.DataOutputView;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The snapshot of a serialiser that is made of others: those of its elements or fields. It holds their snapshots and what
 * the outer serialiser has of its own, and its state can be taken over if that of all of them can.
 *
 * <p>Layout: {@code magic (4), outer version (4), what the outer writes, nested count (4), nested snapshots}.
 *
 * @param <T> what the outer serialiser writes
 * @param <S> the outer serialiser
 */
public abstract class CompositeTypeSerializerSnapshot<T, S extends TypeSerializer<T>>
        implements TypeSerializerSnapshot<T> {
    private static final int MAGIC = 911108;
    private static final int VERSION = 3;
    private static final int NESTED_MAX = 1 << 16;

    /** Whether the outer serialiser, but for its parts, can take over state. */
    protected enum OuterSchemaCompatibility {
        COMPATIBLE_AS_IS,
        COMPATIBLE_AFTER_MIGRATION,
        INCOMPATIBLE
    }

    private TypeSerializerSnapshot<?> @Nullable [] nested;
    private @Nullable S serializer;

    /** To read a snapshot into. */
    protected CompositeTypeSerializerSnapshot() {}

    /** To read a snapshot into; the class is that of the outer serialiser. */
    @Deprecated
    @SuppressWarnings("unused")
    protected CompositeTypeSerializerSnapshot(Class<? extends TypeSerializer<?>> correspondingSerializerClass) {}

    /** To write. */
    protected CompositeTypeSerializerSnapshot(S serializerInstance) {
        this.serializer = Objects.requireNonNull(serializerInstance, "serializerInstance");
        this.nested = snapshotsOf(getNestedSerializers(serializerInstance));
    }

    // ------------------------------------------------------------------ what subclasses say

    /** The version of what {@link #writeOuterSnapshot} writes. */
    protected abstract int getCurrentOuterSnapshotVersion();

    /** The serialisers that the outer one is made of, always in the same order. */
    protected abstract TypeSerializer<?>[] getNestedSerializers(S outerSerializer);

    /** The outer serialiser, with parts in the order of {@link #getNestedSerializers}. */
    protected abstract S createOuterSerializerWithNestedSerializers(TypeSerializer<?>[] nestedSerializers);

    /** Writes what the outer serialiser has of its own; nothing by default. */
    protected void writeOuterSnapshot(DataOutputView out) throws IOException {}

    /** Takes what {@link #writeOuterSnapshot} wrote. */
    protected void readOuterSnapshot(int readOuterSnapshotVersion, DataInputView in, ClassLoader userCodeClassLoader)
            throws IOException {}

    /** Whether the outer serialiser of which this is the snapshot takes over what the older one wrote. */
    protected OuterSchemaCompatibility resolveOuterSchemaCompatibility(
            TypeSerializerSnapshot<T> oldSerializerSnapshot) {
        return ((CompositeTypeSerializerSnapshot<T, S>) oldSerializerSnapshot)
                .resolveOuterSchemaCompatibility(restoredSerializer());
    }

    /** As the other method, asked of the older snapshot. */
    @Deprecated
    @SuppressWarnings("unused")
    protected OuterSchemaCompatibility resolveOuterSchemaCompatibility(S newSerializer) {
        return isOuterSnapshotCompatible(newSerializer)
                ? OuterSchemaCompatibility.COMPATIBLE_AS_IS
                : OuterSchemaCompatibility.INCOMPATIBLE;
    }

    /** As the method above, with two answers only. */
    @Deprecated
    @SuppressWarnings("unused")
    protected boolean isOuterSnapshotCompatible(S newSerializer) {
        return true;
    }

    // ------------------------------------------------------------------ what follows

    @Override
    public final int getCurrentVersion() {
        return VERSION;
    }

    @Override
    public final void writeSnapshot(DataOutputView out) throws IOException {
        out.writeInt(MAGIC);
        out.writeInt(getCurrentOuterSnapshotVersion());
        writeOuterSnapshot(out);
        TypeSerializerSnapshot<?>[] parts = getNestedSerializerSnapshots();
        out.writeInt(parts.length);
        for (TypeSerializerSnapshot<?> part : parts) {
            WrittenSnapshot.write(out, part);
        }
    }

    @Override
    public final void readSnapshot(int readVersion, DataInputView in, ClassLoader userCodeClassLoader)
            throws IOException {
        int magic = in.readInt();
        if (readVersion != VERSION || magic != MAGIC) {
            throw new IOException("Serialiser snapshot " + getClass().getName() + ": expected=version " + VERSION
                    + " beginning with " + MAGIC + ", actual=version " + readVersion + " beginning with " + magic);
        }
        readOuterSnapshot(in.readInt(), in, userCodeClassLoader);
        int count = in.readInt();
        if (count < 0 || count > NESTED_MAX) {
            throw new IOException("Parts of the serialiser snapshot "
                    + getClass().getName() + ": expected=0 to " + NESTED_MAX + ", actual=" + count);
        }
        TypeSerializerSnapshot<?>[] parts = new TypeSerializerSnapshot<?>[count];
        for (int i = 0; i < count; i++) {
            parts[i] = WrittenSnapshot.read(in, userCodeClassLoader);
        }
        nested = parts;
    }

    /** @throws IllegalStateException before the snapshot is read */
    public TypeSerializerSnapshot<?>[] getNestedSerializerSnapshots() {
        if (nested == null) {
            throw new IllegalStateException(
                    "The serialiser snapshot " + getClass().getName() + " was not read yet.");
        }
        return nested;
    }

    @Override
    public final TypeSerializer<T> restoreSerializer() {
        return restoredSerializer();
    }

    private S restoredSerializer() {
        if (serializer == null) {
            TypeSerializerSnapshot<?>[] parts = getNestedSerializerSnapshots();
            TypeSerializer<?>[] restored = new TypeSerializer<?>[parts.length];
            for (int i = 0; i < parts.length; i++) {
                restored[i] = parts[i].restoreSerializer();
            }
            serializer = createOuterSerializerWithNestedSerializers(restored);
        }
        return serializer;
    }

    @Override
    public final TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(
            TypeSerializerSnapshot<T> oldSerializerSnapshot) {
        if (oldSerializerSnapshot.getClass() != getClass()) {
            return TypeSerializerSchemaCompatibility.incompatible();
        }
        TypeSerializerSnapshot<?>[] mine = getNestedSerializerSnapshots();
        TypeSerializerSnapshot<?>[] old =
                ((CompositeTypeSerializerSnapshot<T, ?>) oldSerializerSnapshot).getNestedSerializerSnapshots();
        OuterSchemaCompatibility outer = resolveOuterSchemaCompatibility(oldSerializerSnapshot);
        if (outer == OuterSchemaCompatibility.INCOMPATIBLE || mine.length != old.length) {
            return TypeSerializerSchemaCompatibility.incompatible();
        }
        return resolveParts(mine, old, outer == OuterSchemaCompatibility.COMPATIBLE_AFTER_MIGRATION);
    }

    private TypeSerializerSchemaCompatibility<T> resolveParts(
            TypeSerializerSnapshot<?>[] mine, TypeSerializerSnapshot<?>[] old, boolean outerMigrates) {
        boolean migrates = outerMigrates;
        boolean reconfigured = false;
        TypeSerializer<?>[] parts = new TypeSerializer<?>[mine.length];
        for (int i = 0; i < mine.length; i++) {
            TypeSerializerSchemaCompatibility<?> part = resolve(mine[i], old[i]);
            if (part.isIncompatible()) {
                return TypeSerializerSchemaCompatibility.incompatible();
            }
            migrates |= part.isCompatibleAfterMigration();
            reconfigured |= part.isCompatibleWithReconfiguredSerializer();
            parts[i] = part.isCompatibleWithReconfiguredSerializer()
                    ? part.getReconfiguredSerializer()
                    : mine[i].restoreSerializer();
        }
        if (migrates) {
            return TypeSerializerSchemaCompatibility.compatibleAfterMigration();
        }
        return reconfigured
                ? TypeSerializerSchemaCompatibility.compatibleWithReconfiguredSerializer(
                        createOuterSerializerWithNestedSerializers(parts))
                : TypeSerializerSchemaCompatibility.compatibleAsIs();
    }

    @SuppressWarnings("unchecked")
    private static TypeSerializerSchemaCompatibility<?> resolve(
            TypeSerializerSnapshot<?> mine, TypeSerializerSnapshot<?> old) {
        return ((TypeSerializerSnapshot<Object>) mine).resolveSchemaCompatibility((TypeSerializerSnapshot<Object>) old);
    }

    private static TypeSerializerSnapshot<?>[] snapshotsOf(TypeSerializer<?>[] serializers) {
        TypeSerializerSnapshot<?>[] snapshots = new TypeSerializerSnapshot<?>[serializers.length];
        for (int i = 0; i < serializers.length; i++) {
            snapshots[i] = serializers[i].snapshotConfiguration();
        }
        return snapshots;
    }
}
