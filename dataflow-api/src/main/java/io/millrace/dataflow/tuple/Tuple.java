package io.millrace.dataflow.tuple;

import io.millrace.dataflow.types.NullFieldException;
import io.millrace.dataflow.util.StringUtils;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A mutable sequence of a fixed number of fields, each with its own type. {@link Tuple0} to {@link Tuple25} are the
 * only direct subclasses; users may subclass those to name the fields. The engine refuses a null field where it must
 * serialise the tuple.
 */
@SuppressWarnings("TypeParameterUnusedInFormals")
public abstract class Tuple implements Serializable {
    private static final long serialVersionUID = 1L;

    public static final int MAX_ARITY = 25;

    /**
     * The field at {@code pos} (from 0), cast to what the caller expects.
     *
     * @throws IndexOutOfBoundsException if there is no such field
     */
    public abstract <T> T getField(int pos);

    /**
     * As {@link #getField}, but never null.
     *
     * @throws NullFieldException if the field is null
     * @throws IndexOutOfBoundsException if there is no such field
     */
    public <T> T getFieldNotNull(int pos) {
        T field = getField(pos);
        if (field == null) {
            throw new NullFieldException(pos);
        }
        return field;
    }

    /**
     * Sets the field at {@code pos} (from 0). The type is not checked here.
     *
     * @throws IndexOutOfBoundsException if there is no such field
     */
    public abstract <T> void setField(T value, int pos);

    /** The number of fields. */
    public abstract int getArity();

    /** A new tuple with the same field objects. */
    public abstract <T extends Tuple> T copy();

    /**
     * The tuple class with {@code arity} fields.
     *
     * @throws IllegalArgumentException if {@code arity} is not in 0..25
     */
    public static Class<? extends Tuple> getTupleClass(int arity) {
        return switch (arity) {
            case 0 -> Tuple0.class;
            case 1 -> Tuple1.class;
            case 2 -> Tuple2.class;
            case 3 -> Tuple3.class;
            case 4 -> Tuple4.class;
            case 5 -> Tuple5.class;
            case 6 -> Tuple6.class;
            case 7 -> Tuple7.class;
            case 8 -> Tuple8.class;
            case 9 -> Tuple9.class;
            case 10 -> Tuple10.class;
            case 11 -> Tuple11.class;
            case 12 -> Tuple12.class;
            case 13 -> Tuple13.class;
            case 14 -> Tuple14.class;
            case 15 -> Tuple15.class;
            case 16 -> Tuple16.class;
            case 17 -> Tuple17.class;
            case 18 -> Tuple18.class;
            case 19 -> Tuple19.class;
            case 20 -> Tuple20.class;
            case 21 -> Tuple21.class;
            case 22 -> Tuple22.class;
            case 23 -> Tuple23.class;
            case 24 -> Tuple24.class;
            case 25 -> Tuple25.class;
            default -> throw noSuchTuple(arity);
        };
    }

    /**
     * A new tuple of {@code arity} null fields.
     *
     * @throws IllegalArgumentException if {@code arity} is not in 0..25
     */
    public static Tuple newInstance(int arity) {
        return switch (arity) {
            case 0 -> Tuple0.INSTANCE;
            case 1 -> new Tuple1<>();
            case 2 -> new Tuple2<>();
            case 3 -> new Tuple3<>();
            case 4 -> new Tuple4<>();
            case 5 -> new Tuple5<>();
            case 6 -> new Tuple6<>();
            case 7 -> new Tuple7<>();
            case 8 -> new Tuple8<>();
            case 9 -> new Tuple9<>();
            case 10 -> new Tuple10<>();
            case 11 -> new Tuple11<>();
            case 12 -> new Tuple12<>();
            case 13 -> new Tuple13<>();
            case 14 -> new Tuple14<>();
            case 15 -> new Tuple15<>();
            case 16 -> new Tuple16<>();
            case 17 -> new Tuple17<>();
            case 18 -> new Tuple18<>();
            case 19 -> new Tuple19<>();
            case 20 -> new Tuple20<>();
            case 21 -> new Tuple21<>();
            case 22 -> new Tuple22<>();
            case 23 -> new Tuple23<>();
            case 24 -> new Tuple24<>();
            case 25 -> new Tuple25<>();
            default -> throw noSuchTuple(arity);
        };
    }

    final IndexOutOfBoundsException noSuchField(int pos) {
        return new IndexOutOfBoundsException(
                "A tuple of " + getArity() + " fields has no field " + pos + ": expected 0 <= pos < " + getArity());
    }

    static String format(@Nullable Object... fields) {
        StringBuilder text = new StringBuilder("(");
        for (int i = 0; i < fields.length; i++) {
            if (i > 0) {
                text.append(',');
            }
            text.append(StringUtils.arrayAwareToString(fields[i]));
        }
        return text.append(')').toString();
    }

    private static IllegalArgumentException noSuchTuple(int arity) {
        return new IllegalArgumentException(
                "There is no tuple of " + arity + " fields: expected 0 <= arity <= " + MAX_ARITY);
    }
}
