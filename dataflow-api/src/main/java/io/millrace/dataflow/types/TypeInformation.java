package io.millrace.dataflow.types;

import io.millrace.dataflow.ExecutionConfig;
import io.millrace.dataflow.serialization.SerializerConfig;
import io.millrace.dataflow.typeutils.TypeSerializer;
import java.io.Serializable;
import java.util.Collections;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Describes the type of the records of a data set or stream: its class, its fields, whether it can be a key, and how to
 * serialise it.
 *
 * <p>Instances are immutable, serialisable and comparable by {@link #equals}. Most programs never name one; those that do
 * use {@link Types}, {@link #of(Class)} or {@link #of(TypeHint)}.
 *
 * @param <T> the class of the records
 */
public abstract class TypeInformation<T> implements Serializable {

    private static final long serialVersionUID = 1L;

    /** Whether this is a primitive's box, String, Date, a big number, Instant or Void. */
    public abstract boolean isBasicType();

    /** Whether this is one of the Tuple classes or a subclass of one. */
    public abstract boolean isTupleType();

    /** The number of fields, without those of nested types. One for types without fields. */
    public abstract int getArity();

    /** The number of fields with all nested ones counted. At least one. */
    public abstract int getTotalFields();

    public abstract Class<T> getTypeClass();

    /** The types bound to this type's parameters, by the parameter's name; empty if it has none. */
    public Map<String, TypeInformation<?>> getGenericParameters() {
        return Collections.emptyMap();
    }

    /** Whether records can be grouped by a value of this type. */
    public abstract boolean isKeyType();

    /** Whether records can be sorted by a value of this type. */
    public boolean isSortKeyType() {
        return isKeyType();
    }

    /**
     * A new serialiser for this type. It is not safe for use by two threads; {@link TypeSerializer#duplicate} makes one
     * for another thread. Types written by users override this; for all others the engine's provider decides.
     *
     * @throws UnsupportedOperationException if the type needs the generic serialiser and the configuration forbids it
     */
    public TypeSerializer<T> createSerializer(SerializerConfig config) {
        return SerializerProvider.installed().serializerFor(this, config);
    }

    /** As {@link #createSerializer(SerializerConfig)}, with what a job's configuration says. */
    public TypeSerializer<T> createSerializer(ExecutionConfig config) {
        return createSerializer(config.getSerializerConfig());
    }

    @Override
    public abstract String toString();

    @Override
    public abstract boolean equals(@Nullable Object other);

    @Override
    public abstract int hashCode();

    /** Whether {@code other} is of a kind that may be equal to this one. */
    public abstract boolean canEqual(Object other);

    /**
     * The type of a class without type parameters.
     *
     * @throws io.millrace.dataflow.functions.InvalidTypesException if the class is generic: give a {@link TypeHint} then
     */
    public static <T> TypeInformation<T> of(Class<T> typeClass) {
        return TypeExtractor.getForClassOrRefuseGeneric(typeClass);
    }

    /** The type that the hint captured. */
    public static <T> TypeInformation<T> of(TypeHint<T> typeHint) {
        return typeHint.getTypeInfo();
    }
}
