package io.millrace.dataflow.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.fs.FileInputSplit;
import io.millrace.dataflow.fs.Path;
import io.millrace.dataflow.io.statistics.BaseStatistics;
import io.millrace.testing.seeds.Seeds;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DelimitedInputFormatTest {
    @TempDir
    java.nio.file.Path directory;

    /** Records as text. */
    static final class Lines extends DelimitedInputFormat<String> {
        private static final long serialVersionUID = 1L;

        @Override
        public String readRecord(String reuse, byte[] bytes, int offset, int numBytes) {
            return new String(bytes, offset, numBytes, StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "<->", "|;"})
    void everyRecordIsReadOnceWhereverTheFileIsCut(String delimiter) throws Exception {
        String text = String.join(delimiter, "first", "", "x", "a longer record", "", "", "last") + delimiter;
        for (String content : List.of(text, text.substring(0, text.length() - delimiter.length()), delimiter, "one")) {
            java.nio.file.Path file = write("cut", content);
            int length = (int) Files.size(file);
            List<String> expected = naive(content, delimiter);
            for (int firstCut = 1; firstCut < length; firstCut++) {
                for (int secondCut = firstCut; secondCut < length; secondCut++) {
                    List<String> read = new ArrayList<>();
                    read.addAll(read(file, delimiter, 0, firstCut));
                    if (secondCut > firstCut) {
                        read.addAll(read(file, delimiter, firstCut, secondCut - firstCut));
                    }
                    read.addAll(read(file, delimiter, secondCut, length - secondCut));
                    assertThat(read)
                            .as("cuts at %s and %s", firstCut, secondCut)
                            .isEqualTo(expected);
                }
            }
            assertThat(read(file, delimiter, 0, length)).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @Seeds(60)
    void randomFilesInRandomSplitsAndBuffersAreReadWhole(long seed, int size) throws Exception {
        Random random = new Random(seed);
        String delimiter = List.of("\n", "\r\n", "#end#").get(random.nextInt(3));
        StringBuilder content = new StringBuilder();
        for (int i = 0; i < size * 3; i++) {
            content.append("é".repeat(random.nextInt(1 + random.nextInt(200)))).append(i);
            content.append(i == size * 3 - 1 && random.nextBoolean() ? "" : delimiter);
        }
        java.nio.file.Path file = write("random", content.toString());
        long length = Files.size(file);
        List<String> read = new ArrayList<>();
        long start = 0;
        while (start < length) {
            long part = Math.min(length - start, 1 + random.nextInt((int) length));
            Lines format = lines(file, delimiter);
            format.setBufferSize(2 + random.nextInt(300));
            format.open(split(file, start, part));
            readAll(format, read);
            start += part;
        }
        assertThat(read).isEqualTo(naive(content.toString(), delimiter));
    }

    @ParameterizedTest
    @Seeds(30)
    void readingGoesOnWhereItWas(long seed, int size) throws Exception {
        Random random = new Random(seed);
        StringBuilder content = new StringBuilder();
        for (int i = 0; i < size * 2; i++) {
            content.append("r".repeat(random.nextInt(20))).append(i).append('\n');
        }
        java.nio.file.Path file = write("state", content.toString());
        FileInputSplit split = split(file, random.nextInt(10), Files.size(file) / 2);
        List<String> whole = new ArrayList<>();
        Lines format = lines(file, "\n");
        format.open(split);
        readAll(format, whole);
        List<String> pieces = new ArrayList<>();
        Lines first = lines(file, "\n");
        first.open(split);
        int before = random.nextInt(whole.size() + 1);
        for (int i = 0; i < before; i++) {
            pieces.add(first.nextRecord(""));
        }
        boolean sawEnd = first.reachedEnd();
        Long state = first.getCurrentState();
        first.close();
        Lines second = lines(file, "\n");
        second.reopen(split, state);
        readAll(second, pieces);
        assertThat(pieces).isEqualTo(whole);
        assertThat(sawEnd).isEqualTo(before == whole.size());
    }

    @Test
    void aRecordMayBeMuchLongerThanTheBuffer() throws Exception {
        String big = "x".repeat(3_000_000);
        java.nio.file.Path file = write("big", "a\n" + big + "\nb\n");
        assertThat(read(file, "\n", 0, 1)).containsExactly("a");
        assertThat(read(file, "\n", 1, 5)).containsExactly(big);
        assertThat(read(file, "\n", 6, Files.size(file) - 6)).containsExactly("b");
    }

    @Test
    void aRecordOverTheLimitIsAnErrorThatSaysWhere() throws Exception {
        java.nio.file.Path file = write("limit", "four\nfives\n");
        Lines format = lines(file, "\n");
        format.setLineLengthLimit(4);
        format.open(split(file, 0, Files.size(file)));
        assertThat(format.nextRecord("")).isEqualTo("four");
        assertThatThrownBy(() -> format.nextRecord(""))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("byte 5")
                .hasMessageContaining("at most 4");
    }

    @Test
    void compressedFilesAreOneSplitAndReadWhole() throws Exception {
        String text = "a\nbb\nccc\n".repeat(1000);
        java.nio.file.Path gzip = directory.resolve("data.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(gzip))) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        java.nio.file.Path deflate = directory.resolve("data.DEFLATE");
        try (OutputStream out = new DeflaterOutputStream(Files.newOutputStream(deflate))) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        for (java.nio.file.Path file : List.of(gzip, deflate)) {
            Lines format = lines(file, "\n");
            FileInputSplit[] splits = format.createInputSplits(8);
            assertThat(splits).hasSize(1);
            format.open(splits[0]);
            List<String> read = new ArrayList<>();
            readAll(format, read);
            assertThat(read).isEqualTo(naive(text, "\n"));
        }
    }

    @Test
    void aCompressionThatNothingKnowsIsNamed() throws Exception {
        java.nio.file.Path file = write("data.bz2", "x");
        assertThatThrownBy(() -> lines(file, "\n").createInputSplits(1))
                .hasMessageContaining("data.bz2")
                .hasMessageContaining("registerInflaterInputStreamFactory");
    }

    @Test
    void estimatesTheLengthOfRecords() throws Exception {
        java.nio.file.Path file = write("sample", "12345678\n".repeat(1000));
        BaseStatistics statistics = lines(file, "\n").getStatistics(null);
        assertThat(statistics.getTotalInputSize()).isEqualTo(9000);
        assertThat(statistics.getAverageRecordWidth()).isEqualTo(9.0f);
        assertThat(statistics.getNumberOfRecords()).isEqualTo(1000);
    }

    private List<String> read(java.nio.file.Path file, String delimiter, long start, long length) throws IOException {
        Lines format = lines(file, delimiter);
        format.setBufferSize(4);
        format.open(split(file, start, length));
        List<String> read = new ArrayList<>();
        readAll(format, read);
        return read;
    }

    private static void readAll(Lines format, List<String> into) throws IOException {
        while (!format.reachedEnd()) {
            String record = format.nextRecord("");
            if (record != null) {
                into.add(record);
            }
        }
        format.close();
    }

    private static Lines lines(java.nio.file.Path file, String delimiter) {
        Lines format = new Lines();
        format.setFilePath(file.toString());
        format.setDelimiter(delimiter);
        format.configure(new Configuration());
        return format;
    }

    private static FileInputSplit split(java.nio.file.Path file, long start, long length) {
        return new FileInputSplit(0, new Path(file.toString()), start, length, null);
    }

    private java.nio.file.Path write(String name, String content) throws IOException {
        return Files.writeString(directory.resolve(name), content);
    }

    private static List<String> naive(String content, String delimiter) {
        List<String> records = new ArrayList<>();
        int from = 0;
        while (from < content.length()) {
            int at = content.indexOf(delimiter, from);
            int end = at < 0 ? content.length() : at;
            records.add(content.substring(from, end));
            from = at < 0 ? end : at + delimiter.length();
        }
        return records;
    }
}
