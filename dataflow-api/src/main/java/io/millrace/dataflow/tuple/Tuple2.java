package io.millrace.dataflow.tuple;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A mutable tuple of 2 fields, {@code f0} to {@code f1}. It may be subclassed to give the fields names; a subclass must
 * add no fields. Not safe for use by several threads at once while it is changed.
 */
@SuppressWarnings({"NullAway.Init", "unchecked", "TypeParameterUnusedInFormals"})
public class Tuple2<T0, T1> extends Tuple {
    private static final long serialVersionUID = 1L;

    public T0 f0;
    public T1 f1;

    /** All fields are null until they are set. */
    public Tuple2() {}

    public Tuple2(T0 f0, T1 f1) {
        this.f0 = f0;
        this.f1 = f1;
    }

    public static <T0, T1> Tuple2<T0, T1> of(T0 f0, T1 f1) {
        return new Tuple2<>(f0, f1);
    }

    @Override
    public int getArity() {
        return 2;
    }

    @Override
    public <T> T getField(int pos) {
        return (T)
                switch (pos) {
                    case 0 -> f0;
                    case 1 -> f1;
                    default -> throw noSuchField(pos);
                };
    }

    @Override
    public <T> void setField(T value, int pos) {
        switch (pos) {
            case 0 -> f0 = (T0) value;
            case 1 -> f1 = (T1) value;
            default -> throw noSuchField(pos);
        }
    }

    /** Sets all fields at once. */
    public void setFields(T0 f0, T1 f1) {
        this.f0 = f0;
        this.f1 = f1;
    }

    /** A new tuple with the fields exchanged. */
    public Tuple2<T1, T0> swap() {
        return new Tuple2<>(f1, f0);
    }

    /** A new tuple with the same field objects. */
    @Override
    public Tuple2<T0, T1> copy() {
        return new Tuple2<>(f0, f1);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        if (this == other) {
            return true;
        }
        if (!(other instanceof Tuple2<?, ?>)) {
            return false;
        }
        Tuple2<?, ?> that = (Tuple2<?, ?>) other;
        return Objects.equals(f0, that.f0) && Objects.equals(f1, that.f1);
    }

    @Override
    public int hashCode() {
        int hash = Objects.hashCode(f0);
        return 31 * hash + Objects.hashCode(f1);
    }

    @Override
    public String toString() {
        return format(f0, f1);
    }
}
