package io.millrace.dataflow.typeutils.base;

import io.millrace.dataflow.types.EnumTypeInfo;
import org.jspecify.annotations.Nullable;

/** Writes constants of one enum. */
public final class EnumSerializer<T extends Enum<T>> extends TypedSerializer<T> {
    private static final long serialVersionUID = 1L;

    private final Class<T> enumClass;

    public EnumSerializer(Class<T> enumClass) {
        super(new EnumTypeInfo<>(enumClass));
        this.enumClass = enumClass;
    }

    @Override
    public int hashCode() {
        return enumClass.hashCode();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof EnumSerializer<?> that && enumClass == that.enumClass;
    }
}
