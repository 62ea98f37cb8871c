package io.millrace.operators.sort;

import io.millrace.dataflow.tuple.Tuple;
import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.dataflow.tuple.Tuple3;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * How tuples of two or three numbers, one of which is their key, lie as bytes. It is told by a record, not by a type: so it is known
 * for types, too, that are bound when the records come.
 */
final class NumberTuples<T> {
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.nativeOrder());
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private enum Kind {
        LONG(Long.class, Long.BYTES),
        INTEGER(Integer.class, Integer.BYTES),
        DOUBLE(Double.class, Double.BYTES);

        private final Class<?> boxed;
        private final int bytes;

        Kind(Class<?> boxed, int bytes) {
            this.boxed = boxed;
            this.bytes = bytes;
        }

        static @Nullable Kind of(@Nullable Object value) {
            for (Kind kind : values()) {
                if (kind.boxed.isInstance(value)) {
                    return kind;
                }
            }
            return null;
        }
    }

    private final Kind[] kinds;
    private final int[] offsets;
    private final int keyPosition;
    private final int stride;

    private NumberTuples(Kind[] kinds, int keyPosition) {
        this.kinds = kinds;
        this.keyPosition = keyPosition;
        this.offsets = new int[kinds.length];
        int end = 0;
        for (int i = 0; i < kinds.length; i++) {
            offsets[i] = end;
            end += kinds[i].bytes;
        }
        this.stride = end;
    }

    /** The layout of a record and of those like it; null if it is something else, or its key is no whole number. */
    static <T> @Nullable NumberTuples<T> like(T record, int keyPosition) {
        if (record.getClass() != Tuple2.class && record.getClass() != Tuple3.class) {
            return null;
        }
        Tuple tuple = (Tuple) record;
        Kind[] kinds = new Kind[tuple.getArity()];
        for (int i = 0; i < kinds.length; i++) {
            Kind kind = Kind.of(tuple.getField(i));
            if (kind == null) {
                return null;
            }
            kinds[i] = kind;
        }
        return keyPosition >= kinds.length || kinds[keyPosition] == Kind.DOUBLE
                ? null
                : new NumberTuples<>(kinds, keyPosition);
    }

    /** Bytes of a record. */
    int stride() {
        return stride;
    }

    /** Puts a record at a place; false, and the bytes there mean nothing, if it is not like the first. */
    boolean put(T record, byte[] target, int at) {
        if (kinds.length == 2) {
            return record instanceof Tuple2<?, ?> pair
                    && record.getClass() == Tuple2.class
                    && put(0, pair.f0, target, at)
                    && put(1, pair.f1, target, at);
        }
        return record instanceof Tuple3<?, ?, ?> three
                && record.getClass() == Tuple3.class
                && put(0, three.f0, target, at)
                && put(1, three.f1, target, at)
                && put(2, three.f2, target, at);
    }

    private boolean put(int field, @Nullable Object value, byte[] target, int at) {
        int place = at + offsets[field];
        switch (kinds[field]) {
            case LONG -> {
                if (value instanceof Long number) {
                    LONGS.set(target, place, (long) number);
                    return true;
                }
            }
            case INTEGER -> {
                if (value instanceof Integer number) {
                    INTS.set(target, place, (int) number);
                    return true;
                }
            }
            case DOUBLE -> {
                if (value instanceof Double number) {
                    LONGS.set(target, place, Double.doubleToRawLongBits(number));
                    return true;
                }
            }
        }
        return false;
    }

    /** The key of the record at a place. */
    long key(byte[] from, int at) {
        int place = at + offsets[keyPosition];
        return kinds[keyPosition] == Kind.LONG ? (long) LONGS.get(from, place) : (int) INTS.get(from, place);
    }

    /** A new record of what lies at a place. */
    @SuppressWarnings("unchecked") // of the class of the first
    T read(byte[] from, int at) {
        if (kinds.length == 2) {
            return (T) new Tuple2<>(number(0, from, at), number(1, from, at));
        }
        return (T) new Tuple3<>(number(0, from, at), number(1, from, at), number(2, from, at));
    }

    private Object number(int field, byte[] from, int at) {
        int place = at + offsets[field];
        return switch (kinds[field]) {
            case LONG -> (long) LONGS.get(from, place);
            case INTEGER -> (int) INTS.get(from, place);
            case DOUBLE -> Double.longBitsToDouble((long) LONGS.get(from, place));
        };
    }
}
