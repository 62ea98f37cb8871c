package io.millrace.dataflow.types;

import io.millrace.dataflow.serialization.SerializerConfig;
import io.millrace.dataflow.types.variant.Variant;
import io.millrace.dataflow.types.variant.VariantSerializer;
import io.millrace.dataflow.typeutils.TypeSerializer;
import org.jspecify.annotations.Nullable;

/** Values that bring their types along ({@link Variant}). No keys. */
public final class VariantTypeInfo extends TypeInformation<Variant> {
    public static final VariantTypeInfo INSTANCE = new VariantTypeInfo();

    private static final long serialVersionUID = 1L;

    private VariantTypeInfo() {}

    @Override
    public boolean isBasicType() {
        return false;
    }

    @Override
    public boolean isTupleType() {
        return false;
    }

    @Override
    public int getArity() {
        return 1;
    }

    @Override
    public int getTotalFields() {
        return 1;
    }

    @Override
    public Class<Variant> getTypeClass() {
        return Variant.class;
    }

    @Override
    public boolean isKeyType() {
        return false;
    }

    @Override
    public TypeSerializer<Variant> createSerializer(SerializerConfig config) {
        return VariantSerializer.INSTANCE;
    }

    @Override
    public String toString() {
        return "Variant";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof VariantTypeInfo;
    }

    @Override
    public int hashCode() {
        return VariantTypeInfo.class.getName().hashCode();
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof VariantTypeInfo;
    }
}
