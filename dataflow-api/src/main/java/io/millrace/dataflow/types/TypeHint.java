package io.millrace.dataflow.types;

import io.millrace.dataflow.functions.InvalidTypesException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/**
 * Captures a type with its parameters: {@code new TypeHint<Tuple2<String, Integer>>() {}}. The braces matter: only a
 * subclass keeps the parameters at run time.
 */
public abstract class TypeHint<T> {

    private final TypeInformation<T> typeInfo;

    public TypeHint() {
        this.typeInfo = TypeExtractor.createTypeInfo(capturedBy(getClass()));
    }

    /** A hint for a type that is known already. */
    public TypeHint(TypeInformation<T> typeInfo) {
        this.typeInfo = typeInfo;
    }

    private static Type capturedBy(Class<?> hint) {
        for (Class<?> c = hint; c != null; c = c.getSuperclass()) {
            if (c.getSuperclass() == TypeHint.class && c.getGenericSuperclass() instanceof ParameterizedType captured) {
                return captured.getActualTypeArguments()[0];
            }
        }
        throw new InvalidTypesException("A TypeHint must be made as an anonymous subclass with its parameter, as in"
                + " new TypeHint<Tuple2<String, Integer>>() {}; found " + hint.getName() + ".");
    }

    public TypeInformation<T> getTypeInfo() {
        return typeInfo;
    }

    @Override
    public final boolean equals(@Nullable Object other) {
        return other instanceof TypeHint<?> that && typeInfo.equals(that.typeInfo);
    }

    @Override
    public final int hashCode() {
        return typeInfo.hashCode();
    }

    @Override
    public String toString() {
        return "TypeHint: " + typeInfo;
    }
}
