package io.millrace.types.access;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import org.jspecify.annotations.Nullable;

/** Reads and writes one field of objects of one class, whatever its visibility. Safe for use by several threads. */
public final class FieldHandle {

    private static final MethodType GETTER = MethodType.methodType(Object.class, Object.class);
    private static final MethodType SETTER = MethodType.methodType(void.class, Object.class, Object.class);

    private final Class<?> type;
    private final MethodHandle getter;
    private final @Nullable MethodHandle setter;

    private FieldHandle(Class<?> type, MethodHandle getter, @Nullable MethodHandle setter) {
        this.type = type;
        this.getter = getter;
        this.setter = setter;
    }

    /** The handle of a field; it can only be read if it is final. */
    public static FieldHandle of(Field field) {
        try {
            var lookup = Handles.into(field.getDeclaringClass());
            MethodHandle setter = Modifier.isFinal(field.getModifiers())
                    ? null
                    : lookup.unreflectSetter(field).asType(SETTER);
            return new FieldHandle(
                    field.getType(), lookup.unreflectGetter(field).asType(GETTER), setter);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("Field " + field + " cannot be accessed.", e);
        }
    }

    public Class<?> type() {
        return type;
    }

    /**
     * @throws ClassCastException if the record is not of the field's class
     */
    public @Nullable Object get(Object record) {
        try {
            return (Object) getter.invokeExact(record);
        } catch (Throwable e) {
            throw Handles.asThrown(e);
        }
    }

    /**
     * @throws ClassCastException if the record is not of the field's class, or the value not of the field's type
     * @throws NullPointerException if the value is null and the field primitive
     */
    public void set(Object record, @Nullable Object value) {
        MethodHandle to = setter;
        if (to == null) {
            throw new IllegalStateException("A final field cannot be set.");
        }
        try {
            to.invokeExact(record, value);
        } catch (Throwable e) {
            throw Handles.asThrown(e);
        }
    }
}
