package io.millrace.dataflow.typeutils.base;

import io.millrace.dataflow.typeutils.TypeSerializer;
import org.jspecify.annotations.Nullable;

/** A serialiser without anything of its own to hold: all threads share it, and all of one class are equal. */
public abstract class TypeSerializerSingleton<T> extends TypeSerializer<T> {
    private static final long serialVersionUID = 1L;

    @Override
    public TypeSerializerSingleton<T> duplicate() {
        return this;
    }

    @Override
    public int hashCode() {
        return getClass().hashCode();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other != null && other.getClass() == getClass();
    }
}
