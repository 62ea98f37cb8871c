package io.millrace.dataflow.types;

import io.millrace.dataflow.memory.DataInputView;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.lang.reflect.Constructor;

/** What {@link ListValue} and {@link MapValue} know of the classes of their elements. */
final class ValueElements {

    private ValueElements() {}

    /** The class that {@code subclass} binds to the type parameter of {@code generic} at {@code index}. */
    @SuppressWarnings("unchecked")
    static <X> Class<X> classAt(Class<?> subclass, Class<?> generic, int index) {
        Class<?> bound = TypeBindings.of(subclass, generic).erasureOf(generic.getTypeParameters()[index]);
        if (bound.isInterface() || !Value.class.isAssignableFrom(bound)) {
            throw new IllegalArgumentException(
                    "Class " + subclass.getName() + " must name the classes of its elements, as in" + " \"extends "
                            + generic.getSimpleName() + "<StringValue, …>\"; found " + bound.getName() + ".");
        }
        return (Class<X>) bound;
    }

    static <X> X newInstance(Class<X> type) {
        try {
            Constructor<X> constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor.newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "Class " + type.getName() + " must be concrete and have a constructor without arguments.", e);
        }
    }

    /**
     * Reads the number of elements. The list grows as they are read, so a number gone wrong ends with the input; only
     * elements of no bytes could be read without end, and there are none.
     */
    static int readCount(DataInputView in, Class<?> elementClass) throws IOException {
        int count = in.readInt();
        if (count < 0) {
            throw new InvalidObjectException(
                    "Number of elements of class " + elementClass.getName() + ": expected=0 or more, actual=" + count);
        }
        return count;
    }
}
