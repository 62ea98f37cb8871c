package io.millrace.dataflow.util;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParameterToolTest {
    @Test
    void readsKeysWithOneAndTwoDashesFlagsAndNegativeNumbers() {
        ParameterTool tool = ParameterTool.fromArgs(
                new String[] {"--input", "hdfs:///in", "-n", "-5", "--verbose", "--rate", "-.5e-3", "-last"});
        assertThat(tool.getRequired("input")).isEqualTo("hdfs:///in");
        assertThat(tool.getInt("n")).isEqualTo(-5);
        assertThat(tool.getDouble("rate")).isEqualTo(-.5e-3);
        assertThat(tool.has("verbose")).isTrue();
        assertThat(tool.get("verbose")).isEqualTo("__NO_VALUE_KEY");
        assertThat(tool.get("last")).isEqualTo("__NO_VALUE_KEY");
        assertThat(tool.has("absent")).isFalse();
        assertThat(tool.get("absent")).isNull();
        assertThat(tool.getNumberOfParameters()).isEqualTo(5);
    }

    @Test
    void theLastValueOfARepeatedKeyCountsAndTheMultipleToolKeepsAll() {
        String[] args = {"--in", "a", "--out", "x", "--in", "b"};
        assertThat(ParameterTool.fromArgs(args).get("in")).isEqualTo("b");
        MultipleParameterTool multiple = MultipleParameterTool.fromArgs(args);
        assertThat(multiple.getMultiParameter("in")).containsExactly("a", "b");
        assertThat(multiple.get("in")).isEqualTo("b");
        assertThat(multiple.getMultiParameter("none")).isNull();
        assertThatThrownBy(() -> multiple.getMultiParameterRequired("none")).hasMessageContaining("'none'");
    }

    @Test
    void givesDefaultsOnlyForWhatIsNotSet() {
        ParameterTool tool = ParameterTool.fromMap(Map.of("i", "3", "l", "4", "b", "true", "d", "2.5"));
        assertThat(tool.getInt("i", 9)).isEqualTo(3);
        assertThat(tool.getInt("x", 9)).isEqualTo(9);
        assertThat(tool.getLong("l", 9)).isEqualTo(4);
        assertThat(tool.getBoolean("b", false)).isTrue();
        assertThat(tool.getBoolean("y", true)).isTrue();
        assertThat(tool.getDouble("d", 0)).isEqualTo(2.5);
        assertThat(tool.get("z", "default")).isEqualTo("default");
    }

    @Test
    void saysWhichParameterIsMissingOrWrong() {
        ParameterTool tool = ParameterTool.fromArgs(new String[] {"--n", "ten", "--flag"});
        assertThatThrownBy(() -> tool.getRequired("input")).hasMessageContaining("required key 'input'");
        assertThatThrownBy(() -> tool.getInt("n"))
                .isInstanceOf(NumberFormatException.class)
                .hasMessageContaining("'n'")
                .hasMessageContaining("actual='ten'");
        assertThatThrownBy(() -> tool.getInt("flag", 1)).hasMessageContaining("no value");
        assertThatThrownBy(() -> ParameterTool.fromArgs(new String[] {"stray"})).hasMessageContaining("stray");
        assertThatThrownBy(() -> ParameterTool.fromArgs(new String[] {"--"})).hasMessageContaining("empty argument");
    }

    @Test
    void knowsWhichParametersNobodyAskedFor() throws Exception {
        ParameterTool tool = ParameterTool.fromArgs(new String[] {"--used", "1", "--misspelt", "2"});
        tool.getInt("used");
        assertThat(tool.getUnrequestedParameters()).containsExactly("misspelt");
        assertThat(InstantiationUtil.clone(tool)).isEqualTo(tool);
    }

    @Test
    void mergesWithTheOthersValuesFirst() {
        ParameterTool merged = ParameterTool.fromMap(Map.of("a", "1", "b", "1"))
                .mergeWith(ParameterTool.fromMap(Map.of("b", "2", "c", "2")));
        assertThat(merged.toMap()).containsOnly(Map.entry("a", "1"), Map.entry("b", "2"), Map.entry("c", "2"));
        assertThat(merged.getConfiguration().getInteger("b", 0)).isEqualTo(2);
    }

    @Test
    void writesAPropertiesFileThatItReadsBack(@TempDir Path directory) throws Exception {
        ParameterTool tool = ParameterTool.fromArgs(new String[] {"--a", "1"});
        tool.getInt("b", 5);
        String file = directory.resolve("program.properties").toString();
        tool.createPropertiesFile(file);
        ParameterTool read = ParameterTool.fromPropertiesFile(file);
        assertThat(read.getInt("a")).isEqualTo(1);
        assertThat(read.getInt("b")).isEqualTo(5);
        assertThatThrownBy(() -> tool.createPropertiesFile(file, false)).hasMessageContaining("exists");
    }
}
