package io.millrace.taskmanager.kit;

import io.millrace.dataflow.memory.DataInputView;
import io.millrace.dataflow.memory.DataOutputView;
import io.millrace.dataflow.serialization.SerializerConfig;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.typeutils.TypeSerializer;
import io.millrace.dataflow.typeutils.TypeSerializerSnapshot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/** Types of records in these tests: one whose records are shared, and {@link Box}, whose records must be copied. */
public final class TestTypes {
    private TestTypes() {}

    /** A record that can change. */
    public static final class Box {
        public long value;

        public Box(long value) {
            this.value = value;
        }

        @Override
        public String toString() {
            return "Box(" + value + ")";
        }
    }

    /** Any immutable record. */
    @SuppressWarnings("unchecked")
    public static <T> TypeInformation<T> immutable() {
        return (TypeInformation<T>) new TestType("Any", true);
    }

    public static TypeInformation<Box> box() {
        return cast(new TestType("Box", false));
    }

    @SuppressWarnings("unchecked")
    private static <T> TypeInformation<T> cast(TypeInformation<?> type) {
        return (TypeInformation<T>) type;
    }

    private static final class TestType extends TypeInformation<Object> {
        private static final long serialVersionUID = 1L;

        private final String name;
        private final boolean immutable;

        TestType(String name, boolean immutable) {
            this.name = name;
            this.immutable = immutable;
        }

        @Override
        public boolean isBasicType() {
            return false;
        }

        @Override
        public boolean isTupleType() {
            return false;
        }

        @Override
        public int getArity() {
            return 1;
        }

        @Override
        public int getTotalFields() {
            return 1;
        }

        @Override
        public Class<Object> getTypeClass() {
            return Object.class;
        }

        @Override
        public boolean isKeyType() {
            return true;
        }

        @Override
        public TypeSerializer<Object> createSerializer(SerializerConfig config) {
            return immutable
                    ? new TestSerializer(true, record -> record)
                    : new TestSerializer(false, record -> new Box(((Box) record).value));
        }

        @Override
        public String toString() {
            return name;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof TestType type && type.name.equals(name);
        }

        @Override
        public int hashCode() {
            return name.hashCode();
        }

        @Override
        public boolean canEqual(Object other) {
            return other instanceof TestType;
        }
    }

    private static final class TestSerializer extends TypeSerializer<Object> {
        private static final long serialVersionUID = 1L;

        private final boolean immutable;
        private final transient UnaryOperator<Object> copier;

        TestSerializer(boolean immutable, UnaryOperator<Object> copier) {
            this.immutable = immutable;
            this.copier = copier;
        }

        @Override
        public boolean isImmutableType() {
            return immutable;
        }

        @Override
        public TypeSerializer<Object> duplicate() {
            return this;
        }

        @Override
        public Object createInstance() {
            return new Box(0);
        }

        @Override
        public Object copy(Object from) {
            return copier.apply(from);
        }

        @Override
        public int getLength() {
            return -1;
        }

        @Override
        public TypeSerializerSnapshot<Object> snapshotConfiguration() {
            throw new IllegalStateException("no test keeps its records as state");
        }

        @Override
        public void serialize(Object record, DataOutputView target) throws IOException {
            if (record instanceof Long number) {
                target.writeByte('L');
                target.writeLong(number);
            } else if (record instanceof Integer number) {
                target.writeByte('I');
                target.writeInt(number);
            } else if (record instanceof Box box) {
                target.writeByte('B');
                target.writeLong(box.value);
            } else if (record instanceof String text) {
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                target.writeByte('S');
                target.writeInt(bytes.length);
                target.write(bytes);
            } else {
                throw new IOException("these tests cannot serialise a " + record.getClass());
            }
        }

        @Override
        public Object deserialize(DataInputView source) throws IOException {
            byte kind = source.readByte();
            switch (kind) {
                case 'L':
                    return source.readLong();
                case 'I':
                    return source.readInt();
                case 'B':
                    return new Box(source.readLong());
                case 'S':
                    byte[] bytes = new byte[source.readInt()];
                    source.readFully(bytes);
                    return new String(bytes, StandardCharsets.UTF_8);
                default:
                    throw new IOException("kind " + kind);
            }
        }
    }
}
