package io.millrace.dataflow.types;

import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/**
 * Avro's generic records of one schema, given by {@code returns}: no class tells it. Every record must have exactly that
 * schema. This class is loaded only where Avro is on the class path.
 */
public class GenericRecordAvroTypeInfo extends TypeInformation<GenericRecord> {

    private static final long serialVersionUID = 1L;

    private final Schema schema;

    /**
     * @throws IllegalArgumentException if the schema is not that of a record
     */
    public GenericRecordAvroTypeInfo(Schema schema) {
        this.schema = Objects.requireNonNull(schema);
        if (schema.getType() != Schema.Type.RECORD) {
            throw new IllegalArgumentException(
                    "GenericRecordAvroTypeInfo needs the schema of a record; found " + schema.getType() + ".");
        }
    }

    public Schema getSchema() {
        return schema;
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
    public Class<GenericRecord> getTypeClass() {
        return GenericRecord.class;
    }

    @Override
    public boolean isKeyType() {
        return true;
    }

    @Override
    public String toString() {
        return "Avro<" + schema.getFullName() + ">";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof GenericRecordAvroTypeInfo that && that.canEqual(this) && schema.equals(that.schema);
    }

    @Override
    public int hashCode() {
        return schema.hashCode();
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof GenericRecordAvroTypeInfo;
    }
}
