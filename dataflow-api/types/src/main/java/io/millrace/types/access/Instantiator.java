package io.millrace.types.access;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.reflect.Modifier;

/** Makes objects of one class by its constructor without arguments, whatever its visibility. Safe for several threads. */
public final class Instantiator<T> {

    private final MethodHandle constructor;

    private Instantiator(MethodHandle constructor) {
        this.constructor = constructor;
    }

    /**
     * @throws IllegalArgumentException if the class is abstract or has no such constructor
     */
    public static <T> Instantiator<T> of(Class<T> type) {
        if (Modifier.isAbstract(type.getModifiers())) {
            throw new IllegalArgumentException(
                    "Class " + type.getName() + " is abstract: no object of it can be made.");
        }
        try {
            MethodHandle constructor = Handles.into(type).findConstructor(type, MethodType.methodType(void.class));
            return new Instantiator<>(constructor.asType(MethodType.methodType(Object.class)));
        } catch (NoSuchMethodException | IllegalAccessException e) {
            throw new IllegalArgumentException(
                    "Class " + type.getName()
                            + " needs a constructor without arguments, and if it is an inner class it must"
                            + " be static.",
                    e);
        }
    }

    @SuppressWarnings("unchecked")
    public T newInstance() {
        try {
            return (T) (Object) constructor.invokeExact();
        } catch (Throwable e) {
            throw Handles.asThrown(e);
        }
    }
}
