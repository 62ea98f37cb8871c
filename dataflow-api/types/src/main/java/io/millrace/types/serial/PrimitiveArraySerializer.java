package io.millrace.types.serial;

import io.millrace.dataflow.serialization.SerializerConfig;
import io.millrace.dataflow.types.PrimitiveArrayTypeInfo;
import io.millrace.dataflow.typeutils.TypeSerializer;
import io.millrace.types.code.Bytes;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;

/**
 * Arrays of primitives. Layout: a blob of the elements, one after the other, big-endian; a boolean is one byte, 0 or 1.
 */
final class PrimitiveArraySerializer<T> extends EngineSerializer<T> {

    private static final long serialVersionUID = 1L;

    private final transient Class<?> component;

    PrimitiveArraySerializer(PrimitiveArrayTypeInfo<T> type, SerializerConfig config) {
        super(type, config);
        this.component = type.getComponentClass();
    }

    @Override
    public TypeSerializer<T> duplicate() {
        return this;
    }

    @Override
    public T createInstance() {
        return newArray(0);
    }

    @SuppressWarnings("unchecked")
    private T newArray(int length) {
        return (T) Array.newInstance(component, length);
    }

    @Override
    @SuppressWarnings("SuspiciousSystemArraycopy")
    public T copy(T from) {
        int length = Array.getLength(from);
        T copy = newArray(length);
        System.arraycopy(from, 0, copy, 0, length);
        return copy;
    }

    @Override
    public void serialize(T record, DataOutput target) throws IOException {
        if (record instanceof byte[] bytes) {
            Bytes.writeBlob(bytes, target);
            return;
        }
        long length = (long) Array.getLength(record) * width();
        if (length > Integer.MAX_VALUE - 8) {
            throw new IOException("An array of " + length + " bytes is too large for one record: at most 2^31 - 9.");
        }
        ByteBuffer buffer = ByteBuffer.allocate((int) length);
        if (record instanceof int[] a) {
            buffer.asIntBuffer().put(a);
        } else if (record instanceof long[] a) {
            buffer.asLongBuffer().put(a);
        } else if (record instanceof double[] a) {
            buffer.asDoubleBuffer().put(a);
        } else if (record instanceof float[] a) {
            buffer.asFloatBuffer().put(a);
        } else if (record instanceof short[] a) {
            buffer.asShortBuffer().put(a);
        } else if (record instanceof char[] a) {
            buffer.asCharBuffer().put(a);
        } else {
            for (boolean value : (boolean[]) record) {
                buffer.put((byte) (value ? 1 : 0));
            }
        }
        Bytes.writeBlob(buffer.array(), target);
    }

    private int width() {
        if (component == long.class || component == double.class) {
            return 8;
        }
        if (component == int.class || component == float.class) {
            return 4;
        }
        return component == short.class || component == char.class ? 2 : 1;
    }

    @Override
    @SuppressWarnings("unchecked")
    public T deserialize(DataInput source) throws IOException {
        byte[] bytes = Bytes.readBlob(source);
        if (component == byte.class) {
            return (T) bytes;
        }
        if (bytes.length % width() != 0) {
            throw new StreamCorruptedException(
                    "Corrupt record: an array of " + component + " of " + bytes.length + " bytes.");
        }
        T array = newArray(bytes.length / width());
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        if (array instanceof int[] a) {
            buffer.asIntBuffer().get(a);
        } else if (array instanceof long[] a) {
            buffer.asLongBuffer().get(a);
        } else if (array instanceof double[] a) {
            buffer.asDoubleBuffer().get(a);
        } else if (array instanceof float[] a) {
            buffer.asFloatBuffer().get(a);
        } else if (array instanceof short[] a) {
            buffer.asShortBuffer().get(a);
        } else if (array instanceof char[] a) {
            buffer.asCharBuffer().get(a);
        } else {
            boolean[] booleans = (boolean[]) array;
            for (int i = 0; i < booleans.length; i++) {
                if (bytes[i] != 0 && bytes[i] != 1) {
                    throw new StreamCorruptedException(
                            "Corrupt record: a boolean is expected=0 or 1, actual=" + bytes[i]);
                }
                booleans[i] = bytes[i] == 1;
            }
        }
        return array;
    }
}
