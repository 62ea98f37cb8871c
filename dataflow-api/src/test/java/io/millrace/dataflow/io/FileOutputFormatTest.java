package io.millrace.dataflow.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.config.CoreOptions;
import io.millrace.dataflow.fs.FileSystem.WriteMode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileOutputFormatTest {
    @TempDir
    Path directory;

    private static final class Words extends FileOutputFormat<String> {
        private static final long serialVersionUID = 1L;

        @Override
        public void writeRecord(String record) throws IOException {
            stream.write(record.getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void oneInstanceWritesAFileAndSeveralADirectory() throws Exception {
        write(words("single", new Configuration()), 1);
        assertThat(directory.resolve("single")).isRegularFile().hasContent("0");
        write(words("several", new Configuration()), 3);
        for (int i = 1; i <= 3; i++) {
            assertThat(directory.resolve("several/" + i)).hasContent(String.valueOf(i - 1));
        }
    }

    @Test
    void oneInstanceWritesADirectoryIfConfigured() throws Exception {
        Configuration configuration = new Configuration();
        configuration.set(CoreOptions.FILESYSTEM_OUTPUT_ALWAYS_CREATE_DIRECTORY, true);
        write(words("always", configuration), 1);
        assertThat(directory.resolve("always/1")).hasContent("0");
    }

    @Test
    void refusesAnOutputThatExistsUnlessItMayBeReplaced() throws Exception {
        Files.writeString(directory.resolve("there"), "old");
        assertThatThrownBy(() -> write(words("there", new Configuration()), 1))
                .isInstanceOf(FileAlreadyExistsException.class)
                .hasMessageContaining("there")
                .hasMessageContaining("OVERWRITE");
        assertThat(directory.resolve("there")).hasContent("old");
        Words replacing = words("there", new Configuration());
        replacing.setWriteMode(WriteMode.OVERWRITE);
        write(replacing, 2);
        assertThat(directory.resolve("there/2")).hasContent("1");
    }

    @Test
    void removesWhatItWroteWhenItFails() throws Exception {
        Words words = words("failed", new Configuration());
        words.open(0, 1);
        words.writeRecord("x");
        words.tryCleanupOnError();
        assertThat(directory.resolve("failed")).doesNotExist();
    }

    @Test
    void saysThatThePathIsMissing() {
        assertThatThrownBy(() -> new Words().configure(new Configuration())).hasMessageContaining("setOutputFilePath");
    }

    private Words words(String name, Configuration configuration) {
        Words words = new Words();
        words.setOutputFilePath(
                new io.millrace.dataflow.fs.Path(directory.resolve(name).toString()));
        words.configure(configuration);
        return words;
    }

    private static void write(Words words, int parallelism) throws IOException {
        words.initializeGlobal(parallelism);
        for (int task = 0; task < parallelism; task++) {
            words.open(task, parallelism);
            words.writeRecord(String.valueOf(task));
            words.close();
        }
    }
}
