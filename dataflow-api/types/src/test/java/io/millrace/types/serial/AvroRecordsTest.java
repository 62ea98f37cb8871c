package io.millrace.types.serial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.dataflow.types.AvroTypeInfo;
import io.millrace.dataflow.types.GenericRecordAvroTypeInfo;
import io.millrace.dataflow.types.LateBoundTypeInfo;
import io.millrace.dataflow.types.TupleTypeInfo;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.types.Types;
import io.millrace.dataflow.typeutils.TypeSerializer;
import io.millrace.dataflow.util.InstantiationUtil;
import io.millrace.testing.seeds.Seeds;
import io.millrace.types.key.KeyHash;
import io.millrace.types.key.KeyTypes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.avro.util.Utf8;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

class AvroRecordsTest {

    /** As Avro's compiler makes them, as far as it matters here. */
    public static final class Visit extends SpecificRecordBase {
        private static final long serialVersionUID = 1L;
        public static final Schema SCHEMA$ = SchemaBuilder.record("Visit")
                .namespace("io.millrace.types.serial.AvroRecordsTest$")
                .fields()
                .requiredString("page")
                .requiredLong("at")
                .name("marks")
                .type()
                .array()
                .items()
                .intType()
                .noDefault()
                .endRecord();

        private CharSequence page = "";
        private long at;
        private List<Integer> marks = new ArrayList<>();

        @Override
        public Schema getSchema() {
            return SCHEMA$;
        }

        @Override
        public Object get(int field) {
            return switch (field) {
                case 0 -> page;
                case 1 -> at;
                default -> marks;
            };
        }

        @Override
        @SuppressWarnings("unchecked")
        public void put(int field, Object value) {
            switch (field) {
                case 0 -> page = (CharSequence) value;
                case 1 -> at = (Long) value;
                default -> marks = (List<Integer>) value;
            }
        }
    }

    private static Visit visit(SplittableRandom random) {
        Visit visit = new Visit();
        visit.page = new Utf8("/page/" + random.nextInt(1000));
        visit.at = random.nextLong();
        for (int i = random.nextInt(5); i > 0; i--) {
            visit.marks.add(random.nextInt());
        }
        return visit;
    }

    private static GenericRecord generic(SplittableRandom random) {
        GenericRecord record = new GenericData.Record(Visit.SCHEMA$);
        Visit visit = visit(random);
        for (int i = 0; i < 3; i++) {
            record.put(i, visit.get(i));
        }
        return record;
    }

    private static <T> T there(TypeInformation<T> type, T record) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Serializers.of(type).serialize(record, new DataOutputStream(bytes));
        return Serializers.of(type).deserialize(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    }

    @ParameterizedTest
    @Seeds(50)
    void comeBackEqualAlsoInsideTuplesAndWhereTheirTypeIsUnknown(long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        Visit visit = visit(random);
        GenericRecord record = generic(random);
        TypeInformation<GenericRecord> generic = new GenericRecordAvroTypeInfo(Visit.SCHEMA$);

        assertThat(there(TypeInformation.of(Visit.class), visit)).isEqualTo(visit);
        assertThat(there(generic, record)).isEqualTo(record);
        assertThat(there(new TupleTypeInfo<Tuple2<GenericRecord, Long>>(generic, Types.LONG), Tuple2.of(record, 1L)))
                .isEqualTo(Tuple2.of(record, 1L));
        assertThat(there(LateBoundTypeInfo.any(), (Object) Tuple2.of(visit, 7))).isEqualTo(Tuple2.of(visit, 7));
        assertThat(there(LateBoundTypeInfo.any(), (Object) Tuple2.of(record, 7)))
                .isEqualTo(Tuple2.of(record, 7));
    }

    @Test
    void aCopyIsAnObjectOfItsOwnDownToItsLists() {
        Visit visit = visit(new SplittableRandom(1));
        GenericRecord record = generic(new SplittableRandom(1));
        visit.marks.add(1);

        Visit copy = Serializers.of(new AvroTypeInfo<>(Visit.class)).copy(visit);
        GenericRecord copied =
                Serializers.of(new GenericRecordAvroTypeInfo(Visit.SCHEMA$)).copy(record);
        visit.marks.clear();
        record.put("at", 0L);

        assertThat(copy.marks).isNotEmpty();
        assertThat(copied.get("at")).isNotEqualTo(0L);
    }

    @Test
    void areFoundByTheirClassAndAreKeys() throws Exception {
        TypeInformation<Visit> type = TypeInformation.of(Visit.class);

        assertThat(type).isEqualTo(new AvroTypeInfo<>(Visit.class));
        KeyTypes.checkHashable(type);
        assertThat(KeyHash.of(visit(new SplittableRandom(3)))).isEqualTo(KeyHash.of(visit(new SplittableRandom(3))));
        TypeInformation<GenericRecord> generic = new GenericRecordAvroTypeInfo(Visit.SCHEMA$);
        assertThat(InstantiationUtil.clone(generic)).isEqualTo(generic);
    }

    @Test
    void onlySchemasOfRecordsAreTaken() {
        assertThatThrownBy(() -> new GenericRecordAvroTypeInfo(Schema.create(Schema.Type.INT)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("INT");
    }

    @ParameterizedTest
    @Seeds(200)
    void corruptBytesAreAnError(long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        TypeSerializer<Visit> serializer = Serializers.of(new AvroTypeInfo<>(Visit.class));
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        serializer.serialize(visit(random), new DataOutputStream(written));
        byte[] bytes = written.toByteArray();
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 + random.nextInt(255));

        assertThatThrownBy(() -> serializer.deserialize(new DataInputStream(new ByteArrayInputStream(bytes))))
                .isInstanceOf(IOException.class);
    }
}
