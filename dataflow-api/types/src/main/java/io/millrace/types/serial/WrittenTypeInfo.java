package io.millrace.types.serial;

import io.millrace.dataflow.serialization.SerializerConfig;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.typeutils.TypeSerializer;
import io.millrace.dataflow.typeutils.TypeSerializerSnapshot;
import java.util.List;
import java.util.Objects;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A type as it was when state was written, where that may differ from what its class is today. Its serialiser reads what was
 * written then. Equality is identity: {@link SchemaChange} compares what was with what is.
 */
abstract class WrittenTypeInfo<T> extends TypeInformation<T> {
    private static final long serialVersionUID = 1L;

    private final Class<T> typeClass;

    WrittenTypeInfo(Class<T> typeClass) {
        this.typeClass = Objects.requireNonNull(typeClass);
    }

    /** The fields of a POJO or the components of a Java record, in the order in which they were written. */
    static final class OfFields<T> extends WrittenTypeInfo<T> {
        private static final long serialVersionUID = 1L;

        private final boolean ofRecord;
        private final List<String> names;
        private final List<TypeInformation<?>> types;

        OfFields(Class<T> typeClass, boolean ofRecord, List<String> names, List<TypeInformation<?>> types) {
            super(typeClass);
            this.ofRecord = ofRecord;
            this.names = List.copyOf(names);
            this.types = List.copyOf(types);
        }

        boolean isOfRecord() {
            return ofRecord;
        }

        List<String> names() {
            return names;
        }

        List<TypeInformation<?>> types() {
            return types;
        }

        @Override
        public TypeSerializer<T> createSerializer(SerializerConfig config) {
            return new WrittenFieldsSerializer<>(this, config);
        }
    }

    /** Avro's records of a schema that their class may not have any more. */
    static final class OfAvro<T> extends WrittenTypeInfo<T> {
        private static final long serialVersionUID = 1L;

        private final Schema schema;
        private Schema today;

        OfAvro(Class<T> typeClass, Schema schema) {
            super(typeClass);
            this.schema = schema;
            this.today = schema;
        }

        /** Records are to be as this schema says; until then as they were. */
        void readInto(Schema readerSchema) {
            today = readerSchema;
        }

        Schema today() {
            return today;
        }

        Schema schema() {
            return schema;
        }

        @Override
        public TypeSerializer<T> createSerializer(SerializerConfig config) {
            return AvroSerializer.ofWritten(this, config);
        }
    }

    /** A type that brings its own serialiser, known by that serialiser's snapshot. */
    static final class OfOwn<T> extends WrittenTypeInfo<T> {
        private static final long serialVersionUID = 1L;

        private final transient TypeSerializerSnapshot<T> snapshot;

        @SuppressWarnings("unchecked")
        OfOwn(TypeSerializerSnapshot<T> snapshot) {
            super((Class<T>) Object.class);
            this.snapshot = snapshot;
        }

        TypeSerializerSnapshot<T> snapshot() {
            return snapshot;
        }

        @Override
        public TypeSerializer<T> createSerializer(SerializerConfig config) {
            return snapshot.restoreSerializer();
        }
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
    public Class<T> getTypeClass() {
        return typeClass;
    }

    @Override
    public boolean isKeyType() {
        return false;
    }

    /** One for each object: code that is made for a type is kept by this text. */
    @Override
    public String toString() {
        return "Written<" + typeClass.getName() + "@" + System.identityHashCode(this) + ">";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof WrittenTypeInfo;
    }
}
