package io.millrace.types.serial;

import io.millrace.dataflow.memory.DataInputView;
import io.millrace.dataflow.memory.DataOutputView;
import io.millrace.dataflow.serialization.SerializerConfig;
import io.millrace.dataflow.serialization.SerializerConfigImpl;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.typeutils.TypeSerializer;
import io.millrace.dataflow.typeutils.TypeSerializerSchemaCompatibility;
import io.millrace.dataflow.typeutils.TypeSerializerSnapshot;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The snapshot of every serialiser of the engine: the type, as {@link TypeDescription} writes it. Read again it is the type
 * as it was written, whose serialiser reads the old bytes into today's classes; {@link SchemaChange} says which changes of a
 * type that allows.
 */
public final class TypeSnapshot<T> implements TypeSerializerSnapshot<T> {
    private static final int VERSION = 1;

    private final SerializerConfig config;
    private @Nullable TypeInformation<T> type;

    /** To read a snapshot into. */
    public TypeSnapshot() {
        this.config = new SerializerConfigImpl();
    }

    TypeSnapshot(TypeInformation<T> type, SerializerConfig config) {
        this.config = config;
        this.type = type;
    }

    TypeInformation<T> type() {
        return Objects.requireNonNull(type, "the snapshot was not read yet");
    }

    @Override
    public int getCurrentVersion() {
        return VERSION;
    }

    @Override
    public void writeSnapshot(DataOutputView out) throws IOException {
        TypeDescription.write(type(), config, out);
    }

    @Override
    @SuppressWarnings("unchecked")
    public void readSnapshot(int readVersion, DataInputView in, ClassLoader userCodeClassLoader) throws IOException {
        if (readVersion != VERSION) {
            throw new IOException(
                    "Version of the description of a type: expected=" + VERSION + ", actual=" + readVersion);
        }
        type = (TypeInformation<T>) new TypeDescription(userCodeClassLoader).read(in);
    }

    @Override
    public TypeSerializer<T> restoreSerializer() {
        return type().createSerializer(config);
    }

    @Override
    public TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(
            TypeSerializerSnapshot<T> oldSerializerSnapshot) {
        if (!(oldSerializerSnapshot instanceof TypeSnapshot<T> old)) {
            return TypeSerializerSchemaCompatibility.incompatible();
        }
        return switch (SchemaChange.between(old.type(), type(), config)) {
            case NONE -> TypeSerializerSchemaCompatibility.compatibleAsIs();
            case READABLE -> TypeSerializerSchemaCompatibility.compatibleAfterMigration();
            case UNREADABLE -> TypeSerializerSchemaCompatibility.incompatible();
        };
    }

    @Override
    public String toString() {
        return "TypeSnapshot{" + type + "}";
    }
}
