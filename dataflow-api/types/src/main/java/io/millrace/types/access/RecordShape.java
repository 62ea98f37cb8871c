package io.millrace.types.access;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Takes Java records of one class apart and puts them together by their canonical constructor. Safe for several threads. */
public final class RecordShape<T> {

    private final RecordComponent[] components;
    private final MethodHandle[] getters;
    private final MethodHandle constructor;

    private RecordShape(RecordComponent[] components, MethodHandle[] getters, MethodHandle constructor) {
        this.components = components;
        this.getters = getters;
        this.constructor = constructor;
    }

    /**
     * @throws IllegalArgumentException if the class is no record
     */
    public static <T> RecordShape<T> of(Class<T> type) {
        if (!type.isRecord()) {
            throw new IllegalArgumentException("Not a Java record: " + type.getName());
        }
        RecordComponent[] components = type.getRecordComponents();
        try {
            var lookup = Handles.into(type);
            MethodHandle[] getters = new MethodHandle[components.length];
            Class<?>[] types = new Class<?>[components.length];
            for (int i = 0; i < components.length; i++) {
                getters[i] = lookup.unreflect(components[i].getAccessor())
                        .asType(MethodType.methodType(Object.class, Object.class));
                types[i] = components[i].getType();
            }
            MethodHandle constructor = lookup.findConstructor(type, MethodType.methodType(void.class, types))
                    .asFixedArity()
                    .asType(MethodType.genericMethodType(types.length))
                    .asSpreader(Object[].class, types.length);
            return new RecordShape<>(components, getters, constructor);
        } catch (NoSuchMethodException | IllegalAccessException e) {
            throw new IllegalStateException("Record " + type.getName() + " cannot be accessed.", e);
        }
    }

    public int size() {
        return getters.length;
    }

    /** The position of a component, or -1. */
    public int indexOf(String name) {
        for (int i = 0; i < components.length; i++) {
            if (components[i].getName().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    public Class<?> typeAt(int index) {
        return components[index].getType();
    }

    public @Nullable Object get(Object record, int index) {
        try {
            return (Object) getters[index].invokeExact(record);
        } catch (Throwable e) {
            throw Handles.asThrown(e);
        }
    }

    /** All components, in a new array. */
    public @Nullable Object[] explode(Object record) {
        @Nullable Object[] values = new @Nullable Object[getters.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = get(record, i);
        }
        return values;
    }

    /** A new record. What the record's constructor throws comes out as it is. */
    @SuppressWarnings("unchecked")
    public T construct(@Nullable Object[] values) {
        try {
            return (T) (Object) constructor.invokeExact(values);
        } catch (Throwable e) {
            throw Handles.asThrown(e);
        }
    }

    @Override
    public String toString() {
        return Arrays.toString(components);
    }
}
