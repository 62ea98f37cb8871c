package io.millrace.types.serial;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.dataflow.typeutils.TypeSerializer;
import io.millrace.testing.seeds.Seeds;
import io.millrace.types.code.ArrayOutput;
import io.millrace.types.serial.RandomRecords.Kind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;

/** For every kind of type: what is written comes back, copies are independent, and corrupt bytes are an error. */
class SerializersPropertyTest {

    @SuppressWarnings("unchecked")
    private static TypeSerializer<Object> serializerOf(Kind kind) {
        return (TypeSerializer<Object>) Serializers.of(kind.type());
    }

    private static byte[] bytesOf(TypeSerializer<Object> serializer, List<@Nullable Object> records)
            throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        for (Object record : records) {
            write(serializer, record, out);
        }
        return bytes.toByteArray();
    }

    @SuppressWarnings("NullAway") // null where the kind makes null
    private static void write(TypeSerializer<Object> serializer, @Nullable Object record, DataOutput out)
            throws IOException {
        serializer.serialize(record, out);
    }

    @ParameterizedTest
    @Seeds(30)
    void whatIsWrittenComesBack(long seed, int size) throws IOException {
        for (Kind kind : new RandomRecords(seed).kinds()) {
            TypeSerializer<Object> serializer = serializerOf(kind);
            List<@Nullable Object> records = draw(kind, size);
            byte[] bytes = bytesOf(serializer, records);
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
            TypeSerializer<Object> reader = serializer.duplicate();
            for (Object record : records) {
                Object back = reader.deserialize(in);
                assertThat(Objects.deepEquals(back, record))
                        .as("%s: expected=%s, actual=%s", kind.name(), record, back)
                        .isTrue();
            }
            assertThat(in.read()).as("%s: bytes left", kind.name()).isEqualTo(-1);
            if (serializer.getLength() >= 0) {
                assertThat(bytes).as(kind.name()).hasSize(size * serializer.getLength());
            }
        }
    }

    private static List<@Nullable Object> draw(Kind kind, int size) {
        List<@Nullable Object> records = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            records.add(kind.records().get());
        }
        return records;
    }

    @ParameterizedTest
    @Seeds(30)
    void arraysHoldTheSameBytesAsStreamsAndAreReadAlike(long seed, int size) throws IOException {
        for (Kind kind : new RandomRecords(seed).kinds()) {
            TypeSerializer<Object> serializer = serializerOf(kind);
            List<@Nullable Object> records = draw(kind, size);
            ArrayOutput out = new ArrayOutput(1);
            for (Object record : records) {
                write(serializer, record, out);
            }
            assertThat(out.toByteArray()).as(kind.name()).isEqualTo(bytesOf(serializer, records));
            ArrayBytes in = new ArrayBytes(out.toByteArray());
            for (Object record : records) {
                assertThat(Objects.deepEquals(serializer.deserialize(in), record))
                        .as("%s: %s", kind.name(), record)
                        .isTrue();
            }
            assertThat(in.remaining()).as(kind.name()).isZero();
        }
    }

    @ParameterizedTest
    @Seeds(20)
    void aCopyIsEqualAndChangingItLeavesTheOriginal(long seed, int size) throws IOException {
        for (Kind kind : new RandomRecords(seed).kinds()) {
            TypeSerializer<Object> serializer = serializerOf(kind);
            for (Object record : draw(kind, size)) {
                if (record == null) {
                    continue;
                }
                Object copy = serializer.copy(record);
                assertThat(Objects.deepEquals(copy, record))
                        .as("%s: %s, %s", kind.name(), record, copy)
                        .isTrue();
                assertThat(copy.getClass()).isEqualTo(record.getClass());
                if (serializer.isImmutableType()) {
                    assertThat(copy).isSameAs(record);
                } else {
                    List<@Nullable Object> one = new ArrayList<>();
                    one.add(record);
                    byte[] before = bytesOf(serializer, one);
                    Spoiler.spoil(copy);
                    assertThat(bytesOf(serializer, one)).as(kind.name()).isEqualTo(before);
                }
            }
        }
    }

    @ParameterizedTest
    @Seeds(20)
    void theSerialiserItselfSurvivesJavaSerialisation(long seed, int size) throws Exception {
        for (Kind kind : new RandomRecords(seed).kinds()) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            new ObjectOutputStream(bytes).writeObject(serializerOf(kind));
            Object back = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
            assertThat(back).isEqualTo(serializerOf(kind));
            Object record = kind.records().get();
            if (record != null && size > 0) {
                assertThat(((TypeSerializer<?>) back).isImmutableType())
                        .isEqualTo(serializerOf(kind).isImmutableType());
            }
        }
    }

    @ParameterizedTest
    @Seeds(60)
    void cutBytesAreTheEndOfTheInput(long seed, int size) throws IOException {
        Random random = new Random(seed);
        for (Kind kind : new RandomRecords(seed).kinds()) {
            TypeSerializer<Object> serializer = serializerOf(kind);
            byte[] bytes = bytesOf(serializer, draw(kind, 1));
            byte[] cut = Arrays.copyOf(bytes, random.nextInt(bytes.length));
            assertThat(outcomeOf(serializer, cut))
                    .as("%s, size %s", kind.name(), size)
                    .isEqualTo("EOFException");
        }
    }

    @ParameterizedTest
    @Seeds(200)
    void corruptBytesGiveARecordOrAnIoExceptionAndNothingElse(long seed, int size) throws IOException {
        Random random = new Random(seed);
        for (Kind kind : new RandomRecords(seed).kinds()) {
            TypeSerializer<Object> serializer = serializerOf(kind);
            byte[] bytes = bytesOf(serializer, draw(kind, 1));
            for (int flips = 1 + random.nextInt(1 + size / 10); flips > 0; flips--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            assertThat(outcomeOf(serializer, bytes)).as(kind.name()).isIn("record", "EOFException", "IOException");
        }
    }

    /** Alike, whether the bytes are read from a stream or in their array. */
    private static String outcomeOf(TypeSerializer<Object> serializer, byte[] bytes) {
        String outcome = outcomeOf(serializer, new DataInputStream(new ByteArrayInputStream(bytes)));
        assertThat(outcomeOf(serializer, new ArrayBytes(bytes))).isEqualTo(outcome);
        return outcome;
    }

    private static String outcomeOf(TypeSerializer<Object> serializer, DataInput in) {
        try {
            serializer.deserialize(in);
            return "record";
        } catch (EOFException e) {
            return "EOFException";
        } catch (IOException e) {
            return "IOException";
        }
    }
}
