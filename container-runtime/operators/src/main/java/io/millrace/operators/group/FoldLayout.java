package io.millrace.operators.group;

import io.millrace.dataflow.functions.KeySelector;
import io.millrace.dataflow.functions.ReduceFunction;
import io.millrace.dataflow.tuple.Tuple;
import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.dataflow.types.TupleTypeInfo;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.types.key.KeyHash;
import io.millrace.types.key.TupleFieldKey;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How tuples that are folded by a key lie in an array of longs: the key first, then the fields that are folded. Of a key that
 * is no whole number the spread hash, never 0, stands first, and the key lies elsewhere. Only for tuples that have no other
 * fields, and only folded numbers. Not thread-safe.
 */
final class FoldLayout<T> {
    private static final List<Class<?>> NUMBER_KEYS = List.of(Long.class, Integer.class);

    /** Keys that cannot change, whose equality and hash code their contracts specify. */
    private static final List<Class<?>> OBJECT_KEYS =
            List.of(String.class, Double.class, Float.class, Short.class, Byte.class, Character.class, Boolean.class);

    /** What is done to a field, and how its value becomes a long. */
    private enum Fold {
        SUM_LONG,
        MIN_LONG,
        MAX_LONG,
        SUM_INTEGER,
        MIN_INTEGER,
        MAX_INTEGER,
        SUM_DOUBLE,
        MIN_DOUBLE,
        MAX_DOUBLE
    }

    private final Class<?> tupleClass;
    private final int arity;
    private final int keyPosition;
    private final Class<?> keyClass;
    private final boolean keyIsLong;

    /** Whether tuples are a key and a number, in this order: the usual ones. */
    private final boolean isPair;

    private final int[] positions;
    private final Fold[] folds;

    private FoldLayout(TypeInformation<?> type, int keyPosition, int[] positions, Fold[] folds) {
        this.tupleClass = type.getTypeClass();
        this.arity = type.getArity();
        this.keyPosition = keyPosition;
        this.keyClass = ((TupleTypeInfo<?>) type).getTypeAt(keyPosition).getTypeClass();
        this.keyIsLong = keyClass == Long.class;
        this.isPair = tupleClass == Tuple2.class && keyPosition == 0;
        this.positions = positions;
        this.folds = folds;
    }

    /** The layout of what {@code function} makes of tuples of {@code type}; null if they cannot lie so. */
    static <T> @Nullable FoldLayout<T> of(ReduceFunction<T> function, KeySelector<T, ?> keys, TypeInformation<T> type) {
        if (!((Object) function instanceof TupleAggregation<?> aggregation)
                || !(keys instanceof TupleFieldKey<?> key)
                || !(type instanceof TupleTypeInfo<?> tuple)
                || tuple.getTypeClass() != Tuple.getTupleClass(tuple.getArity())
                || !isKey(tuple.getTypeAt(key.position()).getTypeClass())) {
            return null;
        }
        int[] positions = new int[tuple.getArity() - 1];
        Fold[] folds = new Fold[positions.length];
        int column = 0;
        for (int position = 0; position < tuple.getArity(); position++) {
            FieldFold fold = aggregation.foldOf(position);
            if (position == key.position()) {
                if (fold != null) {
                    return null;
                }
                continue;
            }
            Fold of = fold == null ? null : fold(fold, tuple.getTypeAt(position).getTypeClass());
            if (of == null) {
                return null;
            }
            positions[column] = position;
            folds[column++] = of;
        }
        return column == 0 ? null : new FoldLayout<>(type, key.position(), positions, folds);
    }

    private static boolean isKey(Class<?> keyClass) {
        return NUMBER_KEYS.contains(keyClass) || OBJECT_KEYS.contains(keyClass);
    }

    /** Whether keys are no whole numbers, so that a hash stands for them. */
    boolean hasObjectKey() {
        return !NUMBER_KEYS.contains(keyClass);
    }

    /** The key of a tuple that {@link #read} has read. */
    Object keyOf(T record) {
        return Objects.requireNonNull(((Tuple) record).getField(keyPosition));
    }

    private static @Nullable Fold fold(FieldFold fold, Class<?> field) {
        return switch (fold) {
            case SUM_LONG -> field == Long.class ? Fold.SUM_LONG : null;
            case SUM_INTEGER -> field == Integer.class ? Fold.SUM_INTEGER : null;
            case SUM_DOUBLE -> field == Double.class ? Fold.SUM_DOUBLE : null;
            case MIN -> ofClass(field, Fold.MIN_LONG, Fold.MIN_INTEGER, Fold.MIN_DOUBLE);
            case MAX -> ofClass(field, Fold.MAX_LONG, Fold.MAX_INTEGER, Fold.MAX_DOUBLE);
            case SUM, SUM_BYTE, SUM_SHORT, SUM_FLOAT -> null;
        };
    }

    private static @Nullable Fold ofClass(Class<?> field, Fold ofLong, Fold ofInteger, Fold ofDouble) {
        if (field == Long.class) {
            return ofLong;
        }
        return field == Integer.class ? ofInteger : field == Double.class ? ofDouble : null;
    }

    /** How many longs a tuple takes. */
    int length() {
        return folds.length + 1;
    }

    /** Lays a tuple out from a place of an array on; false if it is not as its type says, or a field is null. */
    boolean read(T record, long[] into, int at) {
        if (record.getClass() != tupleClass) {
            return false;
        }
        if (isPair) {
            // By the fields' names: where all is compiled together, neither the tuple nor its numbers are made then.
            Tuple2<?, ?> pair = (Tuple2<?, ?>) record;
            return readKey(pair.f0, into, at) && read(folds[0], pair.f1, into, at + 1);
        }
        Tuple tuple = (Tuple) record;
        if (!readKey(tuple.getField(keyPosition), into, at)) {
            return false;
        }
        for (int column = 0; column < folds.length; column++) {
            if (!read(folds[column], tuple.getField(positions[column]), into, at + column + 1)) {
                return false;
            }
        }
        return true;
    }

    private boolean readKey(@Nullable Object key, long[] into, int at) {
        if (keyIsLong && key instanceof Long number) {
            into[at] = number;
        } else if (!keyIsLong && key instanceof Integer number) {
            into[at] = number;
        } else if (key != null && key.getClass() == keyClass) {
            int hash = HashSpread.of(KeyHash.of(key));
            into[at] = hash == 0 ? 1 : hash;
        } else {
            return false;
        }
        return true;
    }

    private static boolean read(Fold fold, @Nullable Object value, long[] into, int at) {
        switch (fold) {
            case SUM_LONG, MIN_LONG, MAX_LONG -> {
                if (value instanceof Long number) {
                    into[at] = number;
                    return true;
                }
            }
            case SUM_INTEGER, MIN_INTEGER, MAX_INTEGER -> {
                if (value instanceof Integer number) {
                    into[at] = number;
                    return true;
                }
            }
            case SUM_DOUBLE, MIN_DOUBLE, MAX_DOUBLE -> {
                if (value instanceof Double number) {
                    into[at] = Double.doubleToRawLongBits(number);
                    return true;
                }
            }
        }
        return false;
    }

    /** Folds what lies at a place of {@code from} into what lies at one of {@code all}; both have one key. */
    void fold(long[] all, int at, long[] from, int fromAt) {
        for (int column = 0; column < folds.length; column++) {
            int place = at + column + 1;
            all[place] = folded(folds[column], all[place], from[fromAt + column + 1]);
        }
    }

    private static long folded(Fold fold, long kept, long more) {
        return switch (fold) {
            case SUM_LONG -> kept + more;
            case SUM_INTEGER -> (int) kept + (int) more;
            case MIN_LONG, MIN_INTEGER -> Math.min(kept, more);
            case MAX_LONG, MAX_INTEGER -> Math.max(kept, more);
            case SUM_DOUBLE ->
                Double.doubleToRawLongBits(Double.longBitsToDouble(kept) + Double.longBitsToDouble(more));
            // As Double.compareTo has it.
            case MIN_DOUBLE -> compare(kept, more) <= 0 ? kept : more;
            case MAX_DOUBLE -> compare(kept, more) >= 0 ? kept : more;
        };
    }

    private static int compare(long left, long right) {
        return Double.compare(Double.longBitsToDouble(left), Double.longBitsToDouble(right));
    }

    /** A new tuple of what lies at a place, whose key is a number. */
    T write(long[] all, int at) {
        return write(keyIsLong ? (Object) all[at] : (Object) (int) all[at], all, at);
    }

    /** A new tuple of a key and of what lies at a place. */
    @SuppressWarnings("unchecked") // of the class that the type says
    T write(Object key, long[] all, int at) {
        if (isPair) {
            return (T) new Tuple2<>(key, value(folds[0], all[at + 1]));
        }
        Tuple tuple = Tuple.newInstance(arity);
        tuple.setField(key, keyPosition);
        for (int column = 0; column < folds.length; column++) {
            tuple.setField(value(folds[column], all[at + column + 1]), positions[column]);
        }
        return (T) tuple;
    }

    private static Object value(Fold fold, long bits) {
        return switch (fold) {
            case SUM_LONG, MIN_LONG, MAX_LONG -> bits;
            case SUM_INTEGER, MIN_INTEGER, MAX_INTEGER -> (int) bits;
            case SUM_DOUBLE, MIN_DOUBLE, MAX_DOUBLE -> Double.longBitsToDouble(bits);
        };
    }
}
