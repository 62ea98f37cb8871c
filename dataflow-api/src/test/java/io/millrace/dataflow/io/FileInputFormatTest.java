package io.millrace.dataflow.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.fs.FileInputSplit;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileInputFormatTest {
    @TempDir
    Path directory;

    @Test
    void readsTheFilesOfADirectoryButNotHiddenOrNestedOnes() throws Exception {
        write("b", 10);
        write("a", 10);
        write("_SUCCESS", 1);
        write(".hidden", 1);
        write("nested/c", 10);
        assertThat(names(format(), 1)).containsExactly("a", "b");
    }

    @Test
    void readsNestedDirectoriesIfAskedByMethodOrParameter() throws Exception {
        write("b", 10);
        write("nested/deep/c", 10);
        DelimitedInputFormatTest.Lines format = format();
        format.setNestedFileEnumeration(true);
        assertThat(names(format, 1)).containsExactly("b", "c");
        DelimitedInputFormatTest.Lines byParameter = format();
        Configuration parameters = new Configuration();
        parameters.setBoolean("recursive.file.enumeration", true);
        byParameter.configure(parameters);
        assertThat(names(byParameter, 1)).containsExactly("b", "c");
    }

    @Test
    void leavesOutWhatTheFilterSays() throws Exception {
        write("a.csv", 1);
        write("b.txt", 1);
        write("c.csv", 1);
        DelimitedInputFormatTest.Lines format = format();
        format.setFilesFilter(new GlobFilePathFilter(List.of("**/*.csv"), List.of("**/c.*")));
        assertThat(names(format, 1)).containsExactly("a.csv");
    }

    @Test
    void splitsCoverEveryByteOnce() throws Exception {
        write("a", 1000);
        write("b", 37);
        write("empty", 0);
        for (int wanted = 1; wanted < 40; wanted++) {
            FileInputSplit[] splits = format().createInputSplits(wanted);
            assertThat(splits.length).isGreaterThanOrEqualTo(Math.min(wanted, 30));
            for (String name : List.of("a", "b", "empty")) {
                long covered = 0;
                for (FileInputSplit split : Arrays.stream(splits)
                        .filter(s -> s.getPath().getName().equals(name))
                        .sorted(Comparator.comparingLong(FileInputSplit::getStart))
                        .toList()) {
                    assertThat(split.getStart()).isEqualTo(covered);
                    covered += split.getLength();
                }
                assertThat(covered).isEqualTo(Files.size(directory.resolve(name)));
            }
            assertThat(Arrays.stream(splits).mapToInt(FileInputSplit::getSplitNumber))
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void namesAnInputThatDoesNotExist() {
        DelimitedInputFormatTest.Lines format = new DelimitedInputFormatTest.Lines();
        format.setFilePath(directory.resolve("none").toString());
        assertThatThrownBy(() -> format.createInputSplits(1))
                .isInstanceOf(FileNotFoundException.class)
                .hasMessageContaining("none' does not exist");
        assertThatThrownBy(() -> new DelimitedInputFormatTest.Lines().configure(new Configuration()))
                .hasMessageContaining("setFilePath");
    }

    private DelimitedInputFormatTest.Lines format() {
        DelimitedInputFormatTest.Lines format = new DelimitedInputFormatTest.Lines();
        format.setFilePath(directory.toString());
        return format;
    }

    private static List<String> names(DelimitedInputFormatTest.Lines format, int splits) throws IOException {
        return Arrays.stream(format.createInputSplits(splits))
                .map(split -> split.getPath().getName())
                .distinct()
                .toList();
    }

    private void write(String name, int bytes) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, new byte[bytes]);
    }
}
