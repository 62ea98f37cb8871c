package io.millrace.protocol.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.control.Epoch;
import io.millrace.control.Message;
import io.millrace.dataflow.JobID;
import io.millrace.protocol.ClientMessage;
import io.millrace.protocol.Endpoint;
import io.millrace.protocol.JobEntry;
import io.millrace.protocol.JobManagerMessage;
import io.millrace.protocol.JobNews;
import io.millrace.protocol.Placements;
import io.millrace.protocol.Placements.VertexPlacement;
import io.millrace.protocol.TaskManagerId;
import io.millrace.protocol.TaskManagerMessage;
import io.millrace.testing.seeds.Seeds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.idl.IdlReader;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

class MessageCodecTest {
    private static final Schema UNION = schema("Envelope").getField("message").schema();
    private static final Schema PACKED = schema("PackedPlacements");

    private static Schema schema(String name) {
        try {
            return new IdlReader()
                    .parse(Path.of("src/main/avro/millrace.avdl"))
                    .getNamedSchema("io.millrace.protocol." + name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void everyMessageOfTheProtocolHasANumber() {
        List<Class<?>> sealedOnes = Stream.of(
                        ClientMessage.class,
                        JobNews.class,
                        JobManagerMessage.class,
                        TaskManagerMessage.class,
                        JobEntry.class)
                .flatMap(one -> Arrays.stream(one.getPermittedSubclasses()))
                .toList();
        assertThat(sealedOnes).containsExactlyInAnyOrderElementsOf(MessageTypes.ALL);
    }

    @Test
    void everyRecordIsAsTheSchemaSays() {
        List<Schema> branches = UNION.getTypes();
        assertThat(branches)
                .extracting(Schema::getName)
                .isEqualTo(MessageTypes.ALL.stream().map(Class::getSimpleName).toList());
        for (int i = 0; i < branches.size(); i++) {
            compare(branches.get(i), MessageTypes.ALL.get(i), branches.get(i).getName());
        }
    }

    private static void compare(Schema schema, Type type, String where) {
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            if (generic.getRawType() == List.class) {
                assertThat(schema.getType()).as(where).isEqualTo(Schema.Type.ARRAY);
                compare(schema.getElementType(), arguments[0], where + "[]");
            } else if (generic.getRawType() == Map.class) {
                assertThat(schema.getType()).as(where).isEqualTo(Schema.Type.MAP);
                compare(schema.getValueType(), arguments[1], where + "{}");
            } else {
                assertThat(generic.getRawType()).as(where).isEqualTo(Optional.class);
                assertThat(schema.getTypes().get(0).getType()).as(where).isEqualTo(Schema.Type.NULL);
                compare(schema.getTypes().get(1), arguments[0], where + "?");
            }
            return;
        }
        Class<?> simple = (Class<?>) type;
        if (simple == Placements.class) {
            assertThat(schema.getName()).as(where).isEqualTo("Placements");
            compare(PACKED, PackedPlacements.class, where + " when inflated");
        } else if (simple.isRecord()) {
            assertThat(schema.getName()).as(where).isEqualTo(simple.getSimpleName());
            RecordComponent[] components = simple.getRecordComponents();
            assertThat(schema.getFields())
                    .as(where)
                    .extracting(Schema.Field::name)
                    .isEqualTo(Arrays.stream(components)
                            .map(RecordComponent::getName)
                            .toList());
            for (int i = 0; i < components.length; i++) {
                compare(
                        schema.getFields().get(i).schema(),
                        components[i].getGenericType(),
                        where + "." + components[i].getName());
            }
        } else if (simple.isEnum()) {
            assertThat(schema.getEnumSymbols())
                    .as(where)
                    .isEqualTo(Arrays.stream(simple.getEnumConstants())
                            .map(Object::toString)
                            .toList());
        } else {
            assertThat(schema.getType()).as(where).isEqualTo(leaf(simple));
        }
    }

    private static Schema.Type leaf(Class<?> type) {
        return Map.of(
                        JobID.class,
                        Schema.Type.FIXED,
                        byte[].class,
                        Schema.Type.BYTES,
                        String.class,
                        Schema.Type.STRING,
                        long.class,
                        Schema.Type.LONG,
                        int.class,
                        Schema.Type.INT,
                        Integer.class,
                        Schema.Type.INT,
                        boolean.class,
                        Schema.Type.BOOLEAN)
                .get(type);
    }

    @ParameterizedTest
    @Seeds(200)
    void whatIsWrittenIsReadAsItWas(long seed, int size) throws IOException {
        Message message = new RandomMessages(seed, Math.min(size, 30)).next();
        byte[] bytes = MessageCodec.encode(message);
        Message read = MessageCodec.decode(bytes);
        assertThat(read.getClass()).isEqualTo(message.getClass());
        assertThat(MessageCodec.encode(read)).isEqualTo(bytes);
        assertThat(read).usingRecursiveComparison().isEqualTo(message);
    }

    @ParameterizedTest
    @Seeds(100)
    void avroReadsByTheSchemaWhatTheCodecWrote(long seed, int size) throws IOException {
        byte[] bytes = MessageCodec.encode(new RandomMessages(seed, Math.min(size, 20)).next());
        BinaryDecoder decoder = DecoderFactory.get()
                .binaryDecoder(bytes, MessageCodec.BODY_OFFSET, bytes.length - MessageCodec.BODY_OFFSET, null);
        Object read = new GenericDatumReader<>(UNION).read(null, decoder);
        assertThat(read).isNotNull();
        assertThat(decoder.isEnd()).isTrue();
    }

    @ParameterizedTest
    @Seeds(200)
    void aDamagedMessageIsRefusedClearly(long seed, int size) {
        Random random = new Random(seed);
        byte[] bytes = MessageCodec.encode(new RandomMessages(seed, Math.min(size, 20)).next());
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        assertThatThrownBy(() -> MessageCodec.decode(bytes))
                .isInstanceOf(CorruptMessageException.class)
                .hasMessageContaining("message");
        byte[] cut = Arrays.copyOf(bytes, random.nextInt(bytes.length));
        assertThatThrownBy(() -> MessageCodec.decode(cut)).isInstanceOf(CorruptMessageException.class);
    }

    /** The checksum is right, so that everything behind it has to cope. */
    @ParameterizedTest
    @Seeds(500)
    void nonsenseUnderAGoodChecksumIsRefusedOrReadButNeverBreaksTheReader(long seed, int size) throws IOException {
        Random random = new Random(seed);
        byte[] bytes = MessageCodec.encode(new RandomMessages(seed, Math.min(size, 20)).next());
        for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
            bytes[MessageCodec.BODY_OFFSET + random.nextInt(bytes.length - MessageCodec.BODY_OFFSET)] =
                    (byte) random.nextInt();
        }
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, MessageCodec.BODY_OFFSET, bytes.length - MessageCodec.BODY_OFFSET);
        ByteBuffer.wrap(bytes).putInt(MessageCodec.CHECKSUM_OFFSET, (int) checksum.getValue());
        try {
            Message read = MessageCodec.decode(bytes);
            assertThat(MessageCodec.encode(read)).isNotEmpty();
        } catch (CorruptMessageException e) {
            assertThat(e).message().isNotBlank();
        }
    }

    @Test
    void anotherVersionIsNamed() {
        byte[] bytes = MessageCodec.encode(new JobManagerMessage.Heard(new Epoch(1), 2));
        bytes[0] = 9;
        assertThatThrownBy(() -> MessageCodec.decode(bytes))
                .isInstanceOf(CorruptMessageException.class)
                .hasMessageContaining("version 9")
                .hasMessageContaining("expected 1");
    }

    @Test
    void aMessageThatStaysWithinANodeCannotBeWritten() {
        record Inner() implements Message {}
        assertThatThrownBy(() -> MessageCodec.encode(new Inner()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Inner");
    }

    @Test
    void placementsOfManyTasksTakeFewBytesAndAreReadAsTheyWere() throws IOException {
        List<TaskManagerId> places = IntStream.range(0, 20_000)
                .mapToObj(subtask ->
                        new TaskManagerId(String.format("container_1700000000000_0001_01_%06d", subtask / 2)))
                .toList();
        List<Endpoint> endpoints = places.stream()
                .distinct()
                .map(place -> new Endpoint(place, "host-" + place.name().substring(38) + ".example", 40_000))
                .toList();
        VertexPlacement vertex = new VertexPlacement(places, Collections.nCopies(places.size(), 0));
        JobManagerMessage.DeployTasks deployment = new JobManagerMessage.DeployTasks(
                new Epoch(1),
                new JobID(1, 2),
                new byte[0],
                List.of(),
                new Placements(Collections.nCopies(5, vertex), endpoints),
                Optional.empty());
        byte[] bytes = MessageCodec.encode(deployment);
        assertThat(bytes).hasSizeLessThan(places.size() * 5);
        assertThat(((JobManagerMessage.DeployTasks) MessageCodec.decode(bytes)).placements())
                .isEqualTo(deployment.placements());
    }
}
