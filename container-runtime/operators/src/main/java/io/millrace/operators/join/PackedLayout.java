package io.millrace.operators.join;

import io.millrace.dataflow.functions.KeySelector;
import io.millrace.dataflow.serialization.SerializerConfig;
import io.millrace.dataflow.tuple.Tuple;
import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.dataflow.tuple.Tuple3;
import io.millrace.dataflow.types.TupleTypeInfo;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.typeutils.TypeSerializer;
import io.millrace.operators.spill.RecordCodec;
import io.millrace.types.code.ArrayOutput;
import io.millrace.types.code.BigEndian;
import io.millrace.types.key.TupleFieldKey;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * How records whose serialised length is fixed, and whose key is a {@code Long} or {@code Integer}, lie as bytes: the record as
 * its serialiser writes it, and behind it the key in 8 bytes, unless the key is a field of a tuple and can be read out of the
 * record itself. Not thread-safe.
 */
final class PackedLayout<K, B> {
    /** A field as its serialiser writes it. */
    private enum Kind {
        LONG(Long.BYTES),
        INTEGER(Integer.BYTES),
        DOUBLE(Double.BYTES);

        private final int bytes;

        Kind(int bytes) {
            this.bytes = bytes;
        }
    }

    private final KeySelector<B, K> keys;
    private final Class<?> recordClass;
    private final RecordCodec<B> codec;
    private final int recordLength;
    private final int stride;
    private final int keyAt;
    private final boolean keyInFourBytes;
    private final Kind[] numbers;
    private @Nullable Class<?> keyClass;

    private PackedLayout(
            KeySelector<B, K> keys,
            TypeInformation<B> type,
            TypeSerializer<B> serializer,
            int keyAt,
            boolean keyIsInt) {
        this.keys = keys;
        this.recordClass = type.getTypeClass();
        this.codec = new RecordCodec<>(serializer);
        this.recordLength = serializer.getLength();
        this.stride = keyAt < 0 ? recordLength + Long.BYTES : recordLength;
        this.keyAt = keyAt < 0 ? recordLength : keyAt;
        this.keyInFourBytes = keyAt >= 0 && keyIsInt;
        this.numbers = numbers(type);
    }

    /** The fields of a tuple of two or three numbers; empty if it is something else. */
    private static Kind[] numbers(TypeInformation<?> type) {
        int arity = type.getArity();
        if (!(type instanceof TupleTypeInfo<?> tuple)
                || arity < 2
                || arity > 3
                || tuple.getTypeClass() != Tuple.getTupleClass(arity)) {
            return new Kind[0];
        }
        Kind[] fields = new Kind[arity];
        for (int i = 0; i < arity; i++) {
            Class<?> field = tuple.getTypeAt(i).getTypeClass();
            if (field == Long.class) {
                fields[i] = Kind.LONG;
            } else if (field == Integer.class) {
                fields[i] = Kind.INTEGER;
            } else if (field == Double.class) {
                fields[i] = Kind.DOUBLE;
            } else {
                return new Kind[0];
            }
        }
        return fields;
    }

    /**
     * The layout of records of a type; null if their length varies.
     *
     * @param lengthMax longer records are not packed
     */
    static <K, B> @Nullable PackedLayout<K, B> of(
            KeySelector<B, K> keys, TypeInformation<B> type, SerializerConfig config, int lengthMax) {
        TypeSerializer<B> serializer = type.createSerializer(config);
        int length = serializer.getLength();
        if (length < 0 || length > lengthMax) {
            return null;
        }
        if ((Object) keys instanceof TupleFieldKey<?> field && type instanceof TupleTypeInfo<?> tuple) {
            Class<?> key = tuple.getTypeAt(field.position()).getTypeClass();
            if (key == Long.class || key == Integer.class) {
                int before = 0;
                for (int i = 0; i < field.position(); i++) {
                    before += tuple.getTypeAt(i).createSerializer(config).getLength();
                }
                return new PackedLayout<>(keys, type, serializer, before, key == Integer.class);
            }
        }
        return new PackedLayout<>(keys, type, serializer, -1, false);
    }

    /** Bytes from one record to the next. */
    int stride() {
        return stride;
    }

    /**
     * A record as bytes, {@link #stride} of them, which hold until the next call; null if it does not fit the layout: its class is
     * not that of its type, its key is no number, or a field is null.
     */
    byte @Nullable [] pack(B record) throws Exception {
        if (record.getClass() != recordClass) {
            return null;
        }
        K key = keys.getKey(record);
        if (key == null || !isKey(key)) {
            return null;
        }
        ArrayOutput buffer;
        try {
            buffer = codec.write(record, 0);
        } catch (IOException | RuntimeException e) {
            // What cannot be written can be kept as an object.
            return null;
        }
        if (buffer.size() != recordLength) {
            return null;
        }
        if (stride > recordLength) {
            buffer.writeLong(((Number) key).longValue());
        }
        return buffer.array();
    }

    private boolean isKey(Object key) {
        Class<?> expected = keyClass;
        if (expected == null) {
            if (key.getClass() != Long.class && key.getClass() != Integer.class) {
                return false;
            }
            keyClass = key.getClass();
            return true;
        }
        return key.getClass() == expected;
    }

    /** Whether packed records may have this key. */
    boolean mayHave(@Nullable Object key) {
        return key != null && key.getClass() == keyClass;
    }

    /** The key of what lies at a place. */
    long key(byte[] page, int at) {
        return keyInFourBytes
                ? (int) BigEndian.INTS.get(page, at + keyAt)
                : (long) BigEndian.LONGS.get(page, at + keyAt);
    }

    /**
     * A new record of what lies at a place. The usual tuples are made here, in a class that each operator has as its own, so that
     * the JIT can see that most of them do not outlive the join function.
     */
    @SuppressWarnings("unchecked") // of the class that the type says
    B read(byte[] page, int at) {
        if (numbers.length == 2) {
            int second = at + numbers[0].bytes;
            return (B) new Tuple2<>(number(numbers[0], page, at), number(numbers[1], page, second));
        }
        if (numbers.length == 3) {
            int second = at + numbers[0].bytes;
            int third = second + numbers[1].bytes;
            return (B) new Tuple3<>(
                    number(numbers[0], page, at), number(numbers[1], page, second), number(numbers[2], page, third));
        }
        return codec.read(page, at, recordLength);
    }

    private static Object number(Kind kind, byte[] page, int at) {
        return switch (kind) {
            case LONG -> (long) BigEndian.LONGS.get(page, at);
            case INTEGER -> (int) BigEndian.INTS.get(page, at);
            case DOUBLE -> Double.longBitsToDouble((long) BigEndian.LONGS.get(page, at));
        };
    }

    static int intAt(byte[] page, int at) {
        return (int) BigEndian.INTS.get(page, at);
    }

    static void putInt(byte[] page, int at, int value) {
        BigEndian.INTS.set(page, at, value);
    }
}
