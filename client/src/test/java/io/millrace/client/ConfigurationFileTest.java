package io.millrace.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.config.CoreOptions;
import io.millrace.dataflow.config.IllegalConfigurationException;
import io.millrace.dataflow.config.PipelineOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationFileTest {
    @TempDir
    Path folder;

    @Test
    void readsFlatAndNestedKeysAndLists() throws IOException {
        Configuration read = read("""
            # of the team
            parallelism.default: 4
            pipeline:
              name: "nightly: counts"
              object-reuse: true
            classloader.parent-first-patterns.additional: [com.a., com.b.]
            """);

        assertThat(read.get(CoreOptions.DEFAULT_PARALLELISM)).isEqualTo(4);
        assertThat(read.get(PipelineOptions.NAME)).isEqualTo("nightly: counts");
        assertThat(read.get(PipelineOptions.OBJECT_REUSE)).isTrue();
        assertThat(read.get(CoreOptions.ALWAYS_PARENT_FIRST_LOADER_PATTERNS_ADDITIONAL))
                .containsExactly("com.a.", "com.b.");
        assertThat(read.keySet()).hasSize(4);
    }

    @Test
    void isEmptyWithoutAFileOrWithCommentsOnly() throws IOException {
        assertThat(ConfigurationFile.in(folder).keySet()).isEmpty();
        assertThat(read("# nothing\n\n   # more\n").keySet()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "parallelism.default: 1\\nparalelism.default: 2  | line 2 | Did you mean 'parallelism.default'",
                "a:\\n  b: 1                                     | line 2 | Unknown configuration key 'a.b'",
                "parallelism.default: many                       | line 1 | Impossible value 'many'",
                "parallelism.default: 1\\nparallelism:\\n  default: 2 | line 3 | set twice",
                "pipeline.name:                                  | line 1 | has no value",
                "parallelism.default: [1                         | line 1 | not YAML",
                "- parallelism.default                           | line 1 | key: value",
            })
    void namesTheLineOfAMistake(String lines, String line, String complaint) {
        assertThatThrownBy(() -> read(lines.replace("\\n", "\n") + "\n"))
                .isInstanceOf(IllegalConfigurationException.class)
                .hasMessageContaining(folder.resolve("millrace.yaml") + ", " + line + ":")
                .hasMessageContaining(complaint);
    }

    @Test
    void refusesAFolderThatDoesNotExist() {
        assertThatThrownBy(() -> ConfigurationFile.in(folder.resolve("nowhere")))
                .isInstanceOf(IllegalConfigurationException.class)
                .hasMessageContaining("nowhere")
                .hasMessageContaining("MILLRACE_CONF_DIR");
    }

    private Configuration read(String text) throws IOException {
        Files.writeString(folder.resolve(ConfigurationFile.NAME), text);
        return ConfigurationFile.in(folder);
    }
}
