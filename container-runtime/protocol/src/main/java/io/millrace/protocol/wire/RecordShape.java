package io.millrace.protocol.wire;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.Encoder;

/** A record: its components, in their order. */
final class RecordShape implements Shape {
    private final Class<?> type;
    private final MethodHandle[] accessors;
    private final Shape[] components;
    private final MethodHandle constructor;

    RecordShape(Class<?> type) {
        this.type = type;
        RecordComponent[] parts = type.getRecordComponents();
        this.accessors = new MethodHandle[parts.length];
        this.components = new Shape[parts.length];
        Class<?>[] types = new Class<?>[parts.length];
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        try {
            for (int i = 0; i < parts.length; i++) {
                types[i] = parts[i].getType();
                components[i] = Shapes.of(parts[i].getGenericType());
                accessors[i] = lookup.unreflect(parts[i].getAccessor());
            }
            this.constructor = lookup.unreflectConstructor(type.getDeclaredConstructor(types))
                    .asSpreader(Object[].class, parts.length);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type.getName() + " must be public to cross the wire", e);
        }
    }

    @Override
    public void write(Object value, Encoder out) throws IOException {
        for (int i = 0; i < components.length; i++) {
            components[i].write(call(accessors[i], value), out);
        }
    }

    @Override
    public Object read(BinaryDecoder in) throws IOException {
        Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            values[i] = components[i].read(in);
        }
        return call(constructor, values);
    }

    private Object call(MethodHandle handle, Object argument) {
        try {
            return handle.invoke(argument);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(type.getName() + " with " + Arrays.toString(components), e);
        }
    }
}
