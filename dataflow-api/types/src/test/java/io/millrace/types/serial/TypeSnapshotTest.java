package io.millrace.types.serial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.dataflow.memory.DataInputDeserializer;
import io.millrace.dataflow.memory.DataOutputSerializer;
import io.millrace.dataflow.serialization.SerializerConfigImpl;
import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.dataflow.types.Either;
import io.millrace.dataflow.types.GenericRecordAvroTypeInfo;
import io.millrace.dataflow.types.LateBoundTypeInfo;
import io.millrace.dataflow.types.LongValue;
import io.millrace.dataflow.types.Row;
import io.millrace.dataflow.types.TypeHint;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.types.Types;
import io.millrace.dataflow.typeutils.TypeSerializer;
import io.millrace.dataflow.typeutils.TypeSerializerSchemaCompatibility;
import io.millrace.dataflow.typeutils.TypeSerializerSnapshot;
import io.millrace.dataflow.typeutils.base.MapSerializer;
import io.millrace.dataflow.typeutils.base.StringSerializer;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A serialiser's snapshot, written and read, gives one that reads what the serialiser wrote. */
class TypeSnapshotTest {

    public static class Stop {
        public int line;
        public String name;
        public List<String> notes;
        public double[] place;

        @Override
        public boolean equals(Object other) {
            return other instanceof Stop that
                    && line == that.line
                    && Objects.equals(name, that.name)
                    && Objects.equals(notes, that.notes)
                    && java.util.Arrays.equals(place, that.place);
        }

        @Override
        public int hashCode() {
            return line;
        }
    }

    enum Colour {
        RED,
        BLUE
    }

    record Pair(int one, Colour two) {}

    private static Stop stop() {
        Stop stop = new Stop();
        stop.line = 4;
        stop.notes = List.of("a", "b");
        stop.place = new double[] {1, 2};
        return stop;
    }

    static Stream<Tuple2<TypeInformation<?>, Object>> records() {
        return Stream.of(
                Tuple2.of(Types.STRING, "x"),
                Tuple2.of(Types.BIG_DEC, new BigDecimal("1.50")),
                Tuple2.of(Types.SQL_DATE, new java.sql.Date(0)),
                Tuple2.of(Types.LOCAL_DATE, java.time.LocalDate.EPOCH),
                Tuple2.of(Types.PRIMITIVE_ARRAY(Types.INT), new int[] {1, 2}),
                Tuple2.of(Types.OBJECT_ARRAY(Types.STRING), new String[] {"a", "b"}),
                Tuple2.of(Types.OBJECT_ARRAY(Types.GENERIC(java.util.BitSet.class)), new java.util.BitSet[0]),
                Tuple2.of(Types.ENUM(Colour.class), Colour.BLUE),
                Tuple2.of(Types.EITHER(Types.INT, Types.STRING), Either.Right("r")),
                Tuple2.of(Types.MAP(Types.STRING, Types.LIST(Types.LONG)), Map.of("k", List.of(1L))),
                Tuple2.of(Types.ROW(Types.INT, Types.STRING), Row.of(1, null)),
                Tuple2.of(TypeInformation.of(LongValue.class), new LongValue(3)),
                Tuple2.of(TypeInformation.of(Stop.class), stop()),
                Tuple2.of(TypeInformation.of(Pair.class), new Pair(1, Colour.RED)),
                Tuple2.of(
                        TypeInformation.of(new TypeHint<Tuple2<Stop, Pair>>() {}),
                        Tuple2.of(stop(), new Pair(2, null))),
                Tuple2.of(LateBoundTypeInfo.any(), "late"));
    }

    @SuppressWarnings("unchecked")
    private static TypeSerializer<Object> serializer(TypeInformation<?> type) {
        return (TypeSerializer<Object>) Serializers.of(type);
    }

    private static TypeSerializerSnapshot<Object> written(TypeSerializer<Object> serializer) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        TypeSerializerSnapshot.writeVersionedSnapshot(out, serializer.snapshotConfiguration());
        DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
        TypeSerializerSnapshot<Object> read =
                TypeSerializerSnapshot.readVersionedSnapshot(in, TypeSnapshotTest.class.getClassLoader());
        assertThat(in.available()).isZero();
        return read;
    }

    private static byte[] bytes(TypeSerializer<Object> serializer, Object record) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        serializer.serialize(record, out);
        return out.getCopyOfBuffer();
    }

    @ParameterizedTest
    @MethodSource("records")
    void aSnapshotGivesASerialiserThatReadsWhatWasWritten(Tuple2<TypeInformation<?>, Object> each) throws Exception {
        TypeSerializer<Object> serializer = serializer(each.f0);
        TypeSerializerSnapshot<Object> old = written(serializer);

        assertThat(serializer
                        .snapshotConfiguration()
                        .resolveSchemaCompatibility(old)
                        .isCompatibleAsIs())
                .isTrue();
        assertThat(old.restoreSerializer().deserialize(new DataInputDeserializer(bytes(serializer, each.f1))))
                .isEqualTo(each.f1);
    }

    @ParameterizedTest
    @MethodSource("records")
    void noOtherTypeTakesItOver(Tuple2<TypeInformation<?>, Object> each) throws Exception {
        TypeSerializerSnapshot<Object> old = written(serializer(each.f0));

        records()
                .filter(other -> !other.f0.equals(each.f0))
                .forEach(other -> assertThat(serializer(other.f0)
                                .snapshotConfiguration()
                                .resolveSchemaCompatibility(old)
                                .isIncompatible())
                        .as(other.f0 + " after " + each.f0)
                        .isTrue());
    }

    @Test
    void serialisersThatAreNamedHaveTheSnapshotsOfTheirTypes() throws Exception {
        TypeSerializerSnapshot<?> named = StringSerializer.INSTANCE.snapshotConfiguration();
        TypeSerializerSchemaCompatibility<Object> found = serializer(Types.STRING)
                .snapshotConfiguration()
                .resolveSchemaCompatibility(TypeSnapshotTest.<TypeSerializerSnapshot<Object>>cast(named));
        assertThat(found.isCompatibleAsIs()).isTrue();

        TypeSerializer<Object> maps = cast(new MapSerializer<>(StringSerializer.INSTANCE, StringSerializer.INSTANCE));
        assertThat(written(maps)
                        .restoreSerializer()
                        .deserialize(new DataInputDeserializer(bytes(maps, Map.of("a", "b")))))
                .isEqualTo(Map.of("a", "b"));
        TypeSerializer<Object> others = cast(new MapSerializer<>(StringSerializer.INSTANCE, serializer(Types.INT)));
        assertThat(others.snapshotConfiguration()
                        .resolveSchemaCompatibility(written(maps))
                        .isIncompatible())
                .isTrue();
    }

    @SuppressWarnings("unchecked")
    private static <T> T cast(Object any) {
        return (T) any;
    }

    @Test
    void avrosRecordsChangeAsItsResolutionSays() throws Exception {
        Schema first = SchemaBuilder.record("Trip")
                .namespace("job")
                .fields()
                .requiredInt("from")
                .requiredString("gone")
                .endRecord();
        Schema later = SchemaBuilder.record("Trip")
                .namespace("job")
                .fields()
                .requiredLong("from")
                .name("added")
                .type()
                .stringType()
                .stringDefault("new")
                .endRecord();
        Schema without = SchemaBuilder.record("Trip")
                .namespace("job")
                .fields()
                .requiredInt("from")
                .requiredString("added")
                .endRecord();
        GenericRecord trip = new GenericData.Record(first);
        trip.put("from", 5);
        trip.put("gone", "g");
        TypeSerializer<Object> writer = serializer(new GenericRecordAvroTypeInfo(first));
        TypeSerializerSnapshot<Object> old = written(writer);

        assertThat(serializer(new GenericRecordAvroTypeInfo(later))
                        .snapshotConfiguration()
                        .resolveSchemaCompatibility(old)
                        .isCompatibleAfterMigration())
                .isTrue();
        assertThat(old.restoreSerializer().deserialize(new DataInputDeserializer(bytes(writer, trip))))
                .hasToString("{\"from\": 5, \"added\": \"new\"}");
        assertThat(serializer(new GenericRecordAvroTypeInfo(without))
                        .snapshotConfiguration()
                        .resolveSchemaCompatibility(written(writer))
                        .isIncompatible())
                .isTrue();
    }

    @Test
    void poJosAreWrittenByAvroWhereThatIsForced() throws Exception {
        SerializerConfigImpl config = new SerializerConfigImpl();
        config.setForceAvro(true);
        TypeSerializer<Object> forced = cast(TypeInformation.of(Stop.class).createSerializer(config));

        byte[] bytes = bytes(forced, stop());

        assertThat(forced).isInstanceOf(AvroSerializer.class);
        assertThat(forced.deserialize(new DataInputDeserializer(bytes))).isEqualTo(stop());
        assertThat(forced.copy(stop())).isEqualTo(stop());
        TypeSerializerSnapshot<Object> old = written(forced);
        assertThat(old.restoreSerializer().deserialize(new DataInputDeserializer(bytes)))
                .isEqualTo(stop());
        assertThat(forced.snapshotConfiguration()
                        .resolveSchemaCompatibility(old)
                        .isCompatibleAsIs())
                .isTrue();
        assertThat(serializer(TypeInformation.of(Stop.class))
                        .snapshotConfiguration()
                        .resolveSchemaCompatibility(old)
                        .isIncompatible())
                .isTrue();
    }

    @Test
    void poJosAreWrittenByForyWhereTheGenericSerialiserIsForced() {
        SerializerConfigImpl config = new SerializerConfigImpl();
        config.setForceAvro(true);
        config.setForceKryo(true);
        assertThat(TypeInformation.of(Stop.class).createSerializer(config)).isInstanceOf(ForySerializer.class);
    }

    @Test
    void bytesOfNothingAreRefused() {
        byte[] nothing = {0, 1, 'x', 0, 0, 0, 1};
        assertThatThrownBy(() -> TypeSerializerSnapshot.readVersionedSnapshot(
                        new DataInputDeserializer(nothing), getClass().getClassLoader()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("x");
    }
}
