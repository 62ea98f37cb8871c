package io.millrace.dataflow.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.dataflow.RuntimeExecutionMode;
import io.millrace.dataflow.util.InstantiationUtil;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationTest {
    private static final ConfigOption<Integer> SIZE = ConfigOptions.key("size")
            .intType()
            .defaultValue(3)
            .withFallbackKeys("size.fallback")
            .withDeprecatedKeys("size.old");

    @Test
    void givesTheDefaultUntilSomethingIsSet() {
        Configuration configuration = new Configuration();
        assertThat(configuration.get(SIZE)).isEqualTo(3);
        assertThat(configuration.getOptional(SIZE)).isEmpty();
        assertThat(configuration.get(SIZE, 9)).isEqualTo(9);
        configuration.set(SIZE, 5);
        assertThat(configuration.get(SIZE)).isEqualTo(5);
        assertThat(configuration.get(SIZE, 9)).isEqualTo(5);
    }

    @Test
    void otherKeysCountInTheirOrder() {
        Configuration configuration = new Configuration();
        configuration.setString("size.old", "1");
        assertThat(configuration.get(SIZE)).isEqualTo(1);
        configuration.setString("size.fallback", "2");
        assertThat(configuration.get(SIZE)).isEqualTo(2);
        configuration.setString("size", "4");
        assertThat(configuration.get(SIZE)).isEqualTo(4);
        assertThat(configuration.removeConfig(SIZE)).isTrue();
        assertThat(configuration.contains(SIZE)).isFalse();
    }

    @Test
    void textIsReadAsTheOptionsType() {
        Configuration configuration = Configuration.fromMap(Map.of(
                "d", "10 s", "m", "2 mb", "e", "batch", "l", "1;2;'3'", "p", "a:1,b:x:y", "f", "TRUE", "n", " 7 "));
        assertThat(configuration.get(ConfigOptions.key("d").durationType().noDefaultValue()))
                .isEqualTo(Duration.ofSeconds(10));
        assertThat(configuration.get(ConfigOptions.key("m").memoryType().noDefaultValue()))
                .isEqualTo(MemorySize.ofMebiBytes(2));
        assertThat(configuration.get(ConfigOptions.key("e")
                        .enumType(RuntimeExecutionMode.class)
                        .noDefaultValue()))
                .isEqualTo(RuntimeExecutionMode.BATCH);
        assertThat(configuration.get(ConfigOptions.key("l").intType().asList().noDefaultValue()))
                .containsExactly(1, 2, 3);
        assertThat(configuration.get(ConfigOptions.key("p").mapType().noDefaultValue()))
                .isEqualTo(Map.of("a", "1", "b", "x:y"));
        assertThat(configuration.get(ConfigOptions.key("f").booleanType().noDefaultValue()))
                .isTrue();
        assertThat(configuration.get(ConfigOptions.key("n").longType().noDefaultValue()))
                .isEqualTo(7L);
    }

    @ParameterizedTest
    @CsvSource({"size, many, 32 bits", "size, 99999999999, 32 bits"})
    void anImpossibleValueNamesKeyValueAndWhatWasExpected(String key, String value, String expected) {
        Configuration configuration = new Configuration();
        configuration.setString(key, value);
        assertThatThrownBy(() -> configuration.get(SIZE))
                .isInstanceOf(IllegalConfigurationException.class)
                .hasMessageContaining("'" + key + "'")
                .hasMessageContaining("'" + value + "'")
                .hasMessageContaining(expected);
    }

    @Test
    void anImpossibleEnumNamesAllThatIsPossible() {
        Configuration configuration = Configuration.fromMap(Map.of("execution.runtime-mode", "FAST"));
        assertThatThrownBy(() -> configuration.get(ExecutionOptions.RUNTIME_MODE))
                .hasMessageContaining("STREAMING, BATCH, AUTOMATIC");
    }

    @Test
    void valuesSurviveBeingWrittenAsText() {
        Configuration configuration = new Configuration();
        ConfigOption<List<Duration>> durations =
                ConfigOptions.key("durations").durationType().asList().noDefaultValue();
        configuration.set(durations, List.of(Duration.ofMillis(1500), Duration.ofDays(2)));
        configuration.set(PipelineOptions.GLOBAL_JOB_PARAMETERS, Map.of("a", "1"));
        configuration.set(TaskManagerOptions.MEMORY_SEGMENT_SIZE, MemorySize.parse("64 kb"));
        Configuration copy = Configuration.fromMap(configuration.toMap());
        assertThat(copy.get(durations)).containsExactly(Duration.ofMillis(1500), Duration.ofDays(2));
        assertThat(copy.get(PipelineOptions.GLOBAL_JOB_PARAMETERS)).isEqualTo(Map.of("a", "1"));
        assertThat(copy.get(TaskManagerOptions.MEMORY_SEGMENT_SIZE)).isEqualTo(MemorySize.parse("64 kb"));
        assertThat(copy).isEqualTo(configuration);
    }

    @Test
    void travelsAndCopies() throws Exception {
        Configuration configuration = new Configuration();
        configuration.set(SIZE, 5);
        configuration.setBytes("bytes", new byte[] {1, 2});
        Configuration copy = InstantiationUtil.clone(configuration);
        assertThat(copy.get(SIZE)).isEqualTo(5);
        assertThat(copy.getBytes("bytes", new byte[0])).containsExactly(1, 2);
        copy.set(SIZE, 6);
        assertThat(configuration.get(SIZE)).isEqualTo(5);
        Configuration prefixed = new Configuration();
        prefixed.addAll(configuration, "inner.");
        assertThat(prefixed.getInteger("inner.size", 0)).isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource({"1234, 1234", "1 b, 1", "1kb, 1024", "3 M, 3145728", "2 gibibytes, 2147483648", "1tb, 1099511627776"})
    void readsMemorySizes(String text, long bytes) {
        assertThat(MemorySize.parse(text).getBytes()).isEqualTo(bytes);
        assertThat(MemorySize.parse(new MemorySize(bytes).toString()).getBytes())
                .isEqualTo(bytes);
    }

    @ParameterizedTest
    @CsvSource({"-1 mb", "mb", "1 parsec", "99999999 tb", "1.5 gb"})
    void refusesWhatIsNoMemorySize(String text) {
        assertThatThrownBy(() -> MemorySize.parse(text)).hasMessageContaining("'" + text + "'");
    }

    @Test
    @SuppressWarnings("deprecation")
    void readsFractionsAndClassesAsOlderProgramsDo() throws Exception {
        ConfigOption<Double> share = ConfigOptions.key("share").doubleType().defaultValue(0.25);
        ConfigOption<Float> part = ConfigOptions.key("part").floatType().noDefaultValue();
        Configuration configuration = new Configuration();
        assertThat(configuration.getDouble(share)).isEqualTo(0.25);
        assertThat(configuration.getDouble(share, 0.5)).isEqualTo(0.5);
        assertThat(configuration.getValue(share)).isEqualTo("0.25");
        assertThat(configuration.getValue(part)).isNull();

        configuration.setDouble(share, 0.75);
        configuration.setFloat(part, 1.5f);
        assertThat(configuration.getDouble(share, 0.5)).isEqualTo(0.75);
        assertThat(configuration.getFloat(part, 0f)).isEqualTo(1.5f);
        assertThat(configuration.getValue(share)).isEqualTo("0.75");

        ClassLoader loader = getClass().getClassLoader();
        assertThat(configuration.<Object>getClass("class", Long.class, loader)).isEqualTo(Long.class);
        configuration.setClass("class", String.class);
        assertThat(configuration.<Object>getClass("class", Long.class, loader)).isEqualTo(String.class);
    }
}
