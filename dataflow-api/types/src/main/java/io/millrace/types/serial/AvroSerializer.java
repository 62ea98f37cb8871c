package io.millrace.types.serial;

import io.millrace.dataflow.serialization.SerializerConfig;
import io.millrace.dataflow.types.AvroTypeInfo;
import io.millrace.dataflow.types.GenericRecordAvroTypeInfo;
import io.millrace.dataflow.types.PojoTypeInfo;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.typeutils.TypeSerializer;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;

/** Avro's records. Layout: a {@link CheckedBlob} of Avro's binary encoding by the type's schema, which is not written. */
final class AvroSerializer<T> extends EngineSerializer<T> {

    private static final long serialVersionUID = 1L;

    private final transient Schema schema;
    private final transient GenericData model;
    private final transient DatumWriter<T> writer;
    private final transient DatumReader<T> reader;
    private final transient ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    /** Copies what Avro cannot: objects with arrays. */
    private transient @Nullable TypeSerializer<T> copier;

    private transient @Nullable BinaryEncoder encoder;
    private transient @Nullable BinaryDecoder decoder;

    @SuppressWarnings("unchecked")
    private AvroSerializer(
            TypeInformation<T> type, Schema written, Schema schema, GenericData model, SerializerConfig config) {
        super(type, config);
        this.schema = schema;
        this.model = model;
        this.writer = model.createDatumWriter(schema);
        this.reader = model.createDatumReader(written, schema);
    }

    static <T extends SpecificRecordBase> AvroSerializer<T> of(AvroTypeInfo<T> type, SerializerConfig config) {
        SpecificClasses model = SpecificClasses.of(type.getTypeClass());
        Schema schema = schemaOf(type);
        return new AvroSerializer<>(type, schema, schema, model, config);
    }

    static Schema schemaOf(AvroTypeInfo<?> type) {
        return SpecificData.get().getSchema(type.getTypeClass());
    }

    static AvroSerializer<GenericRecord> of(GenericRecordAvroTypeInfo type, SerializerConfig config) {
        return new AvroSerializer<>(type, type.getSchema(), type.getSchema(), GenericData.get(), config);
    }

    /** POJOs by their fields, which may be null. */
    static <T> AvroSerializer<T> reflecting(PojoTypeInfo<T> type, SerializerConfig config) {
        ReflectedClasses model = ReflectedClasses.of(type.getTypeClass());
        AvroSerializer<T> made = new AvroSerializer<>(type, model.root(), model.root(), model, config);
        made.copier = new PojoSerializer<>(type, config);
        return made;
    }

    Schema schema() {
        return schema;
    }

    /** Reads what was written by an older schema into what the class, or the program, says today. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    static <T> AvroSerializer<T> ofWritten(WrittenTypeInfo.OfAvro<T> type, SerializerConfig config) {
        Class<T> found = type.getTypeClass();
        if (!IndexedRecord.class.isAssignableFrom(found)) {
            return new AvroSerializer<>(type, type.schema(), type.today(), ReflectedClasses.of(found), config);
        } else if (!SpecificRecordBase.class.isAssignableFrom(found)) {
            return new AvroSerializer<>(type, type.schema(), type.today(), GenericData.get(), config);
        }
        Schema today = SpecificData.get().getSchema(found);
        return new AvroSerializer<>(type, type.schema(), today, SpecificClasses.of((Class) found), config);
    }

    @Override
    @SuppressWarnings("unchecked")
    public T createInstance() {
        return (T) model.newRecord(null, schema);
    }

    @Override
    public T copy(T from) {
        TypeSerializer<T> byFields = copier;
        return byFields != null ? byFields.copy(from) : model.deepCopy(schema, from);
    }

    @Override
    public void serialize(T record, DataOutput target) throws IOException {
        bytes.reset();
        encoder = EncoderFactory.get().binaryEncoder(bytes, encoder);
        writer.write(record, encoder);
        encoder.flush();
        CheckedBlob.write(bytes.toByteArray(), target);
    }

    @Override
    @SuppressWarnings("NullAway") // Avro takes null for nothing to reuse
    public T deserialize(DataInput source) throws IOException {
        return read(null, source);
    }

    @Override
    public T deserialize(T reuse, DataInput source) throws IOException {
        return read(reuse, source);
    }

    private T read(@Nullable T reuse, DataInput source) throws IOException {
        decoder = DecoderFactory.get().binaryDecoder(CheckedBlob.read(type(), source), decoder);
        try {
            return reader.read(reuse, decoder);
        } catch (AvroRuntimeException e) {
            throw new IOException("A " + type() + " could not be read: its schema may have changed since.", e);
        }
    }
}
