package io.millrace.dataflow.tuple;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A mutable tuple of one field, {@code f0}. It may be subclassed to give the field a name; a subclass must
 * add no fields. Not safe for use by several threads at once while it is changed.
 */
@SuppressWarnings({"NullAway.Init", "unchecked", "TypeParameterUnusedInFormals"})
public class Tuple1<T0> extends Tuple {
    private static final long serialVersionUID = 1L;

    public T0 f0;

    /** All fields are null until they are set. */
    public Tuple1() {}

    public Tuple1(T0 f0) {
        this.f0 = f0;
    }

    public static <T0> Tuple1<T0> of(T0 f0) {
        return new Tuple1<>(f0);
    }

    @Override
    public int getArity() {
        return 1;
    }

    @Override
    public <T> T getField(int pos) {
        return (T)
                switch (pos) {
                    case 0 -> f0;
                    default -> throw noSuchField(pos);
                };
    }

    @Override
    public <T> void setField(T value, int pos) {
        switch (pos) {
            case 0 -> f0 = (T0) value;
            default -> throw noSuchField(pos);
        }
    }

    /** Sets all fields at once. */
    public void setFields(T0 f0) {
        this.f0 = f0;
    }

    /** A new tuple with the same field objects. */
    @Override
    public Tuple1<T0> copy() {
        return new Tuple1<>(f0);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        if (this == other) {
            return true;
        }
        if (!(other instanceof Tuple1<?>)) {
            return false;
        }
        Tuple1<?> that = (Tuple1<?>) other;
        return Objects.equals(f0, that.f0);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(f0);
    }

    @Override
    public String toString() {
        return format(f0);
    }
}
