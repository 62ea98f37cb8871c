package io.millrace.dataflow.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GlobalConfigurationTest {
    @Test
    void readsFlatAndNestedKeys() {
        Configuration configuration = read("""
                # a comment
                parallelism.default: 4
                pipeline:
                  name: words
                  auto-watermark-interval: 50 ms
                  global-job-parameters: {a: 1, b: two}
                taskmanager.memory:
                  managed.size: 64 mb
                execution.runtime-mode: BATCH
                pipeline.max-parallelism:
                """);
        assertThat(configuration.get(CoreOptions.DEFAULT_PARALLELISM)).isEqualTo(4);
        assertThat(configuration.get(PipelineOptions.NAME)).isEqualTo("words");
        assertThat(configuration.get(PipelineOptions.AUTO_WATERMARK_INTERVAL).toMillis())
                .isEqualTo(50);
        assertThat(configuration.get(PipelineOptions.GLOBAL_JOB_PARAMETERS)).isEqualTo(Map.of("a", "1", "b", "two"));
        assertThat(configuration.get(TaskManagerOptions.MANAGED_MEMORY_SIZE).getMebiBytes())
                .isEqualTo(64);
        assertThat(configuration.contains(PipelineOptions.MAX_PARALLELISM)).isFalse();
    }

    @Test
    void anEmptyFileSetsNothing() {
        assertThat(read("").keySet()).isEmpty();
        assertThat(read("# nothing\n").keySet()).isEmpty();
    }

    @Test
    void namesFileAndLineOfAnUnknownKey() {
        assertThatThrownBy(() -> read("parallelism.default: 1\npipeline:\n  nmae: x\n"))
                .hasMessage("millrace.yaml, line 3: Unknown configuration key 'pipeline.nmae'."
                        + " Did you mean 'pipeline.name'?");
    }

    @Test
    void namesFileAndLineOfAnImpossibleValue() {
        assertThatThrownBy(() -> read("\nparallelism.default: lots\n"))
                .hasMessage("millrace.yaml, line 2: Impossible value 'lots' for 'parallelism.default':"
                        + " expected=a whole number of 32 bits.");
    }

    @Test
    void namesBothLinesOfAKeyThatIsSetTwice() {
        assertThatThrownBy(() -> read("pipeline.name: a\npipeline:\n  name: b\n"))
                .hasMessageContaining("line 3")
                .hasMessageContaining("line 1");
    }

    @Test
    void namesFileAndLineOfWhatIsNoYaml() {
        assertThatThrownBy(() -> read("pipeline.name: a\n  b: [c\n"))
                .isInstanceOf(IllegalConfigurationException.class)
                .hasMessageContaining("millrace.yaml, line 2")
                .hasMessageContaining("not YAML");
        assertThatThrownBy(() -> read("just words\n")).hasMessageContaining("millrace.yaml, line 1");
    }

    @Test
    void loadsADirectoryAndLetsGivenSettingsGoFirst(@TempDir Path directory) throws Exception {
        assertThat(GlobalConfiguration.loadConfiguration(directory.toString()).keySet())
                .isEmpty();
        Files.writeString(directory.resolve("millrace.yaml"), "parallelism.default: 4\npipeline.name: a\n");
        Configuration given = new Configuration();
        GlobalConfiguration.applyDynamicProperty("parallelism.default=7", given);
        Configuration loaded = GlobalConfiguration.loadConfiguration(directory.toString(), given);
        assertThat(loaded.get(CoreOptions.DEFAULT_PARALLELISM)).isEqualTo(7);
        assertThat(loaded.get(PipelineOptions.NAME)).isEqualTo("a");
        assertThatThrownBy(() -> GlobalConfiguration.loadConfiguration(
                        directory.resolve("none").toString()))
                .isInstanceOf(FileNotFoundException.class)
                .hasMessageContaining("none");
    }

    @Test
    void checksSettingsGivenOnTheCommandLine() {
        Configuration configuration = new Configuration();
        assertThatThrownBy(() -> GlobalConfiguration.applyDynamicProperty("parallelism", configuration))
                .hasMessageContaining("-D key=value");
        assertThatThrownBy(() -> GlobalConfiguration.applyDynamicProperty("paralelism.default=1", configuration))
                .hasMessageContaining("Did you mean 'parallelism.default'?");
        assertThat(GlobalConfiguration.isSensitive("security.ssl.key-Password")).isTrue();
        assertThat(GlobalConfiguration.isSensitive("pipeline.name")).isFalse();
    }

    private static Configuration read(String yaml) {
        return GlobalConfiguration.read(yaml, "millrace.yaml", KnownOptions.all());
    }
}
