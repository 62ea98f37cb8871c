package io.millrace.taskmanager.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.dataflow.ExecutionConfig;
import io.millrace.dataflow.JobID;
import io.millrace.dataflow.contract.Output;
import io.millrace.dataflow.typeutils.TypeSerializer;
import io.millrace.taskmanager.kit.TestTypes;
import io.millrace.testing.seeds.Seeds;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

class BatchBytesTest {
    private static final int KINDS = 14;
    private static final ChannelId CHANNEL = new ChannelId(new JobID(1, 2), 0, 0, 0, 0, 0);

    private final TypeSerializer<Object> serializer =
            TestTypes.<Object>immutable().createSerializer(new ExecutionConfig());

    private static void write(int kind, Random random, DataOutput out) throws IOException {
        switch (kind) {
            case 0 -> out.write(random.nextInt());
            case 1 -> out.write(new byte[] {1, 2, 3});
            case 2 -> out.write(new byte[] {1, 2, 3, 4, 5}, 1, 3);
            case 3 -> out.writeBoolean(random.nextBoolean());
            case 4 -> out.writeByte(random.nextInt());
            case 5 -> out.writeShort(random.nextInt());
            case 6 -> out.writeChar(random.nextInt());
            case 7 -> out.writeInt(random.nextInt());
            case 8 -> out.writeLong(random.nextLong());
            case 9 -> out.writeFloat(random.nextFloat());
            case 10 -> out.writeDouble(random.nextDouble());
            case 11 -> out.writeBytes("bytes\r\nof lines\n");
            case 12 -> out.writeChars("\u0000a\u00e9\u20ac\ud83d");
            default ->
                out.writeUTF("\u0000a\u007f\u0080\u07ff\u0800\u00e9\u20ac\ud83d\ude00".repeat(random.nextInt(9)));
        }
    }

    private static String read(int kind, DataInput in) throws IOException {
        return switch (kind) {
            case 0 -> "" + in.readUnsignedByte();
            case 1 -> {
                byte[] bytes = new byte[3];
                in.readFully(bytes);
                yield Arrays.toString(bytes);
            }
            case 2 -> "" + in.skipBytes(3);
            case 3 -> "" + in.readBoolean();
            case 4 -> "" + in.readByte();
            case 5 -> "" + in.readShort();
            case 6 -> "" + in.readChar();
            case 7 -> "" + in.readInt();
            case 8 -> "" + in.readLong();
            case 9 -> "" + in.readFloat();
            case 10 -> "" + in.readDouble();
            case 11 -> in.readLine() + "|" + in.readLine();
            case 12 -> "" + in.readUnsignedShort() + in.readLong();
            default -> in.readUTF();
        };
    }

    @ParameterizedTest
    @Seeds(25)
    void writesAndReadsAsTheStreamsOfJavaDo(long seed, int size) throws IOException {
        int[] kinds = new Random(seed).ints(1 + 3L * size, 0, KINDS).toArray();
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        BatchOutput out = new BatchOutput(1);
        for (int i = 0; i < kinds.length; i++) {
            write(kinds[i], new Random(seed + i), new DataOutputStream(expected));
            write(kinds[i], new Random(seed + i), out);
        }
        byte[] bytes = Arrays.copyOf(out.array(), out.size());
        assertThat(bytes).isEqualTo(expected.toByteArray());
        DataInputStream model = new DataInputStream(new ByteArrayInputStream(bytes));
        BatchInput in = new BatchInput(out.array(), out.size());
        for (int kind : kinds) {
            assertThat(read(kind, in)).isEqualTo(read(kind, model));
        }
        assertThat(in.remaining()).isZero();
        assertThat(in.readLine()).isNull();
        assertThatThrownBy(in::readLong).isInstanceOf(EOFException.class);
    }

    @ParameterizedTest
    @Seeds(25)
    void bringsRecordsAndTimestampsBack(long seed, int size) {
        Random random = new Random(seed);
        Batch batch = new Batch(size + 1);
        boolean stamped = random.nextBoolean();
        for (int i = 0; i <= size; i++) {
            batch.add(
                    random.nextBoolean() ? (Object) random.nextLong() : "text " + i,
                    stamped && random.nextBoolean() ? random.nextLong() : Output.NO_TIMESTAMP);
        }
        ExchangeCompression compression = random.nextBoolean() ? ExchangeCompression.LZ4 : ExchangeCompression.NONE;
        WrittenBatch written = new BatchWriter(serializer, compression).write(batch);
        Batch read = new BatchReader(serializer, CHANNEL).read(written);
        assertThat(read.size()).isEqualTo(batch.size());
        for (int i = 0; i < batch.size(); i++) {
            assertThat(read.record(i)).isEqualTo(batch.record(i));
            assertThat(read.timestamp(i)).isEqualTo(batch.timestamp(i));
        }
        assertThat(read.timestamps() == null).isEqualTo(batch.timestamps() == null);
    }

    private static List<Object> records(Batch batch) {
        return List.of(Arrays.copyOf(batch.records(), batch.size()));
    }

    /** Fills batches as an exchange does, and gives each back when it was read, as the network does when it was sent. */
    @ParameterizedTest
    @Seeds(25)
    void aStreamOfBatchesComesThroughLz4(long seed, int size) {
        Random random = new Random(seed);
        BatchWriter writer = new BatchWriter(serializer, ExchangeCompression.LZ4);
        BatchReader reader = new BatchReader(serializer, CHANNEL);
        List<Object> expected = new ArrayList<>();
        List<Object> seen = new ArrayList<>();
        for (int i = 0; i < 200 * size; i++) {
            Object record = switch (random.nextInt(20)) {
                case 0 -> "noise " + random.ints(500).boxed().toList();
                case 1 -> "x".repeat(random.nextInt(60_000));
                default -> (Object) (long) i;
            };
            expected.add(record);
            writer.add(record, Output.NO_TIMESTAMP);
            if (writer.isFull() || random.nextInt(50) == 0) {
                WrittenBatch written = writer.take();
                seen.addAll(records(reader.read(written)));
                written.sent().run();
            }
        }
        if (!writer.isEmpty()) {
            seen.addAll(records(reader.read(writer.take())));
        }
        assertThat(seen).isEqualTo(expected);
    }

    @Test
    void lz4MakesWhatRepeatsSmallerAndLeavesNoiseAsItIs() {
        Batch repeated = new Batch(100);
        Batch noise = new Batch(100);
        Random random = new Random(3);
        for (int i = 0; i < 100; i++) {
            repeated.add("the same text each time", Output.NO_TIMESTAMP);
            noise.add(random.nextLong(), Output.NO_TIMESTAMP);
        }
        BatchWriter plain = new BatchWriter(serializer, ExchangeCompression.NONE);
        BatchWriter writer = new BatchWriter(serializer, ExchangeCompression.LZ4);

        assertThat(writer.write(repeated).length())
                .isLessThan(plain.write(repeated).length() / 10);
        assertThat(writer.write(noise).length()).isEqualTo(plain.write(noise).length());
    }

    /** Changed bytes of a block may be those of other records; all else is an error, soon and without much memory. */
    @ParameterizedTest
    @Seeds(50)
    void damagedBlocksAreReadOrRefused(long seed, int size) {
        Random random = new Random(seed);
        Batch batch = new Batch(100);
        for (int i = 0; i < 100; i++) {
            batch.add((long) i, Output.NO_TIMESTAMP);
        }
        WrittenBatch written = new BatchWriter(serializer, ExchangeCompression.LZ4).write(batch);
        byte[] bytes = Arrays.copyOf(written.bytes(), written.length());
        assertThat(bytes[0]).isEqualTo((byte) BatchWriter.LZ4);
        for (int i = 0; i <= size / 10; i++) {
            bytes[1 + random.nextInt(bytes.length - 1)] = (byte) random.nextInt();
        }
        int length = random.nextBoolean() ? bytes.length : random.nextInt(bytes.length);
        try {
            Batch read = new BatchReader(serializer, CHANNEL).read(new WrittenBatch(bytes, length));
            assertThat(read.size()).isLessThanOrEqualTo(BatchWriter.FULL_RECORDS);
        } catch (IllegalStateException e) {
            assertThat(e).hasMessageContaining("of the channel " + CHANNEL);
        }
    }

    @Test
    void refusesBytesThatAreNoBatch() {
        Batch batch = new Batch(2);
        batch.add(1L, Output.NO_TIMESTAMP);
        WrittenBatch written = new BatchWriter(serializer, ExchangeCompression.NONE).write(batch);
        BatchReader reader = new BatchReader(serializer, CHANNEL);
        assertThatThrownBy(() -> reader.read(new WrittenBatch(written.bytes(), written.length() - 1)))
                .hasMessageStartingWith(
                        "records from another TaskManager cannot be read: TestSerializer finds, in a batch");
        byte[] longer = Arrays.copyOf(written.bytes(), written.length() + 1);
        assertThatThrownBy(() -> reader.read(new WrittenBatch(longer, longer.length)))
                .hasMessageContaining("1 bytes left behind 1 records");
        byte[] many = {1, 0x7f, 0, 0, 0, 0};
        assertThatThrownBy(() -> reader.read(new WrittenBatch(many, many.length)))
                .hasMessageContaining("a count of");
    }
}
