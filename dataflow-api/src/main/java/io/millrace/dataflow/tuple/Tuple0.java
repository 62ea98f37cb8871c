package io.millrace.dataflow.tuple;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** The tuple without fields. All instances are equal; {@link #INSTANCE} saves making new ones. */
@SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
public class Tuple0 extends Tuple {
    private static final long serialVersionUID = 1L;

    public static final Tuple0 INSTANCE = new Tuple0();

    @Override
    public int getArity() {
        return 0;
    }

    @Override
    public <T> T getField(int pos) {
        throw noSuchField(pos);
    }

    @Override
    public <T> void setField(T value, int pos) {
        throw noSuchField(pos);
    }

    /** A new tuple without fields. */
    @Override
    public Tuple0 copy() {
        return new Tuple0();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Tuple0;
    }

    @Override
    public int hashCode() {
        return 0;
    }

    @Override
    public String toString() {
        return "()";
    }

    @Serial
    private Object readResolve() {
        return INSTANCE;
    }
}
