package io.millrace.dataflow.typeutils;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Whether a program's serialiser can take over state that an older one wrote, and what must be done for it. */
public final class TypeSerializerSchemaCompatibility<T> {

    private enum Kind {
        /** It reads what the older one wrote. */
        COMPATIBLE_AS_IS,
        /** The state is read with the older one and written with the new. */
        COMPATIBLE_AFTER_MIGRATION,
        /** Another one, made of both, takes its place. */
        COMPATIBLE_WITH_RECONFIGURED_SERIALIZER,
        /** The state cannot be read. */
        INCOMPATIBLE
    }

    private final Kind kind;
    private final @Nullable TypeSerializer<T> reconfigured;

    private TypeSerializerSchemaCompatibility(Kind kind, @Nullable TypeSerializer<T> reconfigured) {
        this.kind = kind;
        this.reconfigured = reconfigured;
    }

    public static <T> TypeSerializerSchemaCompatibility<T> compatibleAsIs() {
        return new TypeSerializerSchemaCompatibility<>(Kind.COMPATIBLE_AS_IS, null);
    }

    public static <T> TypeSerializerSchemaCompatibility<T> compatibleAfterMigration() {
        return new TypeSerializerSchemaCompatibility<>(Kind.COMPATIBLE_AFTER_MIGRATION, null);
    }

    /** @param reconfiguredSerializer reads what the older one wrote, and is used from now on */
    public static <T> TypeSerializerSchemaCompatibility<T> compatibleWithReconfiguredSerializer(
            TypeSerializer<T> reconfiguredSerializer) {
        return new TypeSerializerSchemaCompatibility<>(
                Kind.COMPATIBLE_WITH_RECONFIGURED_SERIALIZER,
                Objects.requireNonNull(reconfiguredSerializer, "reconfiguredSerializer"));
    }

    public static <T> TypeSerializerSchemaCompatibility<T> incompatible() {
        return new TypeSerializerSchemaCompatibility<>(Kind.INCOMPATIBLE, null);
    }

    public boolean isCompatibleAsIs() {
        return kind == Kind.COMPATIBLE_AS_IS;
    }

    public boolean isCompatibleAfterMigration() {
        return kind == Kind.COMPATIBLE_AFTER_MIGRATION;
    }

    public boolean isCompatibleWithReconfiguredSerializer() {
        return kind == Kind.COMPATIBLE_WITH_RECONFIGURED_SERIALIZER;
    }

    public boolean isIncompatible() {
        return kind == Kind.INCOMPATIBLE;
    }

    /** @throws IllegalStateException unless {@link #isCompatibleWithReconfiguredSerializer} */
    public TypeSerializer<T> getReconfiguredSerializer() {
        if (reconfigured == null) {
            throw new IllegalStateException(
                    "It is only possible to get a reconfigured serializer if the compatibility type is "
                            + Kind.COMPATIBLE_WITH_RECONFIGURED_SERIALIZER + ", but the type is " + kind);
        }
        return reconfigured;
    }

    @Override
    public String toString() {
        return "TypeSerializerSchemaCompatibility{resultType=" + kind + ", reconfiguredNewSerializer=" + reconfigured
                + "}";
    }
}
