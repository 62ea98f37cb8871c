package io.millrace.dataflow.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KnownOptionsTest {
    @Test
    void listsEveryOptionOfEveryOptionClassOfThisPackage() throws Exception {
        Path classes = Path.of(KnownOptions.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        List<String> keys = new ArrayList<>();
        try (Stream<Path> files = Files.list(classes.resolve("io/millrace/dataflow/config"))) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith("Options.class")).toList()) {
                String name = file.getFileName().toString().replace(".class", "");
                for (Field field :
                        Class.forName("io.millrace.dataflow.config." + name).getFields()) {
                    if (Modifier.isStatic(field.getModifiers()) && field.getType() == ConfigOption.class) {
                        keys.add(((ConfigOption<?>) field.get(null)).key());
                    }
                }
            }
        }
        assertThat(keys).hasSizeGreaterThan(20).doesNotHaveDuplicates();
        assertThat(KnownOptions.all().byKey()).containsKeys(keys.toArray(new String[0]));
    }

    @Test
    void everyOptionSaysWhatItIsForAndHasAPossibleDefault() {
        KnownOptions.all().byKey().forEach((key, option) -> {
            assertThat(option.description()).as(key).isNotBlank();
            if (option.hasDefaultValue()) {
                String text = OptionType.format(option.defaultValue());
                assertThat(option.type().read(text)).as(key).isEqualTo(option.defaultValue());
            }
        });
    }

    @ParameterizedTest
    @CsvSource({
        "paralelism.default, parallelism.default",
        "parallelism-default, parallelism.default",
        "taskmanager.numberOfTaskslots, taskmanager.numberOfTaskSlots",
        "execution.runtime.mode, execution.runtime-mode",
        "restart-strategy.fixed-delay.attempt, restart-strategy.fixed-delay.attempts"
    })
    void namesTheNearestKnownKey(String wrong, String meant) {
        assertThatThrownBy(() -> KnownOptions.all().check(wrong, "1", "conf/millrace.yaml, line 3"))
                .isInstanceOf(IllegalConfigurationException.class)
                .hasMessage("conf/millrace.yaml, line 3: Unknown configuration key '" + wrong + "'. Did you mean '"
                        + meant + "'?");
    }

    @Test
    void namesNoKeyIfNoneIsNear() {
        assertThatThrownBy(() -> KnownOptions.all().check("zzz", "1", null))
                .hasMessage("Unknown configuration key 'zzz'.");
    }

    @Test
    void acceptsOlderKeysAndPossibleValues() {
        assertThatCode(() -> KnownOptions.all().check("restart-strategy", "none", null))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> KnownOptions.all().check("parallelism.default", "two", null))
                .hasMessage("Impossible value 'two' for 'parallelism.default': expected=a whole number of 32 bits.");
    }
}
