package io.millrace.dataflow.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.fs.FileInputSplit;
import io.millrace.dataflow.fs.Path;
import io.millrace.dataflow.io.statistics.BaseStatistics;
import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.dataflow.types.StringValue;
import io.millrace.testing.seeds.Seeds;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;

class BinaryFormatsTest {
    @TempDir
    java.nio.file.Path directory;

    private Path write(String name, List<String> records, long blockSize) throws IOException {
        Path file = new Path(directory.resolve(name).toUri());
        SerializedOutputFormat<StringValue> format = new SerializedOutputFormat<>();
        format.setOutputFilePath(file);
        format.setBlockSize(blockSize);
        format.configure(new Configuration());
        format.initializeGlobal(1);
        format.open(0, 1);
        for (String record : records) {
            format.writeRecord(new StringValue(record));
        }
        format.close();
        return file;
    }

    private static SerializedInputFormat<StringValue> reader(Path file, long blockSize) {
        SerializedInputFormat<StringValue> format = new SerializedInputFormat<>();
        format.setFilePath(file);
        format.setBlockSize(blockSize);
        format.configure(new Configuration());
        return format;
    }

    /** All of a split, put aside and taken up again after {@code first} records. */
    private static List<String> read(SerializedInputFormat<StringValue> format, FileInputSplit split, int first)
            throws IOException {
        List<String> records = new ArrayList<>();
        format.open(split);
        while (!format.reachedEnd() && records.size() < first) {
            records.add(format.nextRecord(new StringValue()).getValue());
        }
        Tuple2<Long, Long> state = format.getCurrentState();
        format.close();
        format.reopen(split, state);
        while (!format.reachedEnd()) {
            records.add(format.nextRecord(new StringValue()).getValue());
        }
        format.close();
        return records;
    }

    private static List<String> texts(Random random, int count, int lengthMax) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            texts.add(i + ":" + "x".repeat(random.nextInt(lengthMax)));
        }
        return texts;
    }

    @ParameterizedTest
    @Seeds(60)
    void eachRecordIsInOneSplitWhateverTheBlocks(long seed, int size) throws IOException {
        Random random = new Random(seed);
        List<String> records = texts(random, random.nextInt(10 * size + 1), 1 + random.nextInt(200));
        long blockSize = 25L + random.nextInt(300);
        Path file = write("records", records, blockSize);

        SerializedInputFormat<StringValue> format = reader(file, blockSize);
        List<String> found = new ArrayList<>();
        for (FileInputSplit split : format.createInputSplits(1 + random.nextInt(9))) {
            assertThat(split.getStart() % blockSize).isZero();
            found.addAll(read(format, split, random.nextInt(5)));
        }
        assertThat(found).isEqualTo(records);

        BaseStatistics statistics = format.getStatistics(null);
        assertThat(statistics.getTotalInputSize()).isEqualTo(Files.size(directory.resolve("records")));
        assertThat((double) statistics.getNumberOfRecords())
                .isCloseTo(records.size(), org.assertj.core.data.Offset.offset(1.0));
    }

    @Test
    void takesTheBlocksOfTheFileSystemUnlessTold() throws IOException {
        Path file = write("records", List.of("a", "b"), BinaryOutputFormat.NATIVE_BLOCK_SIZE);
        SerializedInputFormat<StringValue> format = reader(file, BinaryInputFormat.NATIVE_BLOCK_SIZE);
        FileInputSplit[] splits = format.createInputSplits(7);
        assertThat(splits).hasSize(1);
        assertThat(read(format, splits[0], 1)).containsExactly("a", "b");
    }

    @Test
    void readsTheBlockSizeOfTheParameters() {
        Configuration parameters = new Configuration();
        parameters.setLong(BinaryInputFormat.BLOCK_SIZE_PARAMETER_KEY, 100);
        SerializedInputFormat<StringValue> format = new SerializedInputFormat<>();
        format.setFilePath("anywhere");
        format.configure(parameters);
        assertThat(format.getBlockSize()).isEqualTo(100);
        assertThatThrownBy(() -> format.setBlockSize(24))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("more than 24 bytes, actual=24");
    }

    @Test
    void saysThatAFileIsNoneOfItsKind() throws IOException {
        Files.write(directory.resolve("text"), "x".repeat(200).getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        SerializedInputFormat<StringValue> format =
                reader(new Path(directory.resolve("text").toUri()), 100);
        FileInputSplit split = format.createInputSplits(1)[0];
        assertThatThrownBy(() -> format.open(split))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not written by a BinaryOutputFormat, or with another block size");
    }

    @Test
    void saysThatAFileWasCut() throws IOException {
        Path file = write("cut", List.of("x".repeat(300)), 100);
        try (var channel = Files.newByteChannel(directory.resolve("cut"), StandardOpenOption.WRITE)) {
            channel.truncate(200);
        }
        SerializedInputFormat<StringValue> format = reader(file, 100);
        format.open(format.createInputSplits(1)[0]);
        assertThatThrownBy(() -> format.nextRecord(new StringValue()))
                .isInstanceOf(EOFException.class)
                .hasMessageContaining("go on behind its end, byte 200");
    }
}
