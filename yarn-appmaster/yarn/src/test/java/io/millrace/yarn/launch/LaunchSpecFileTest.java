package io.millrace.yarn.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.testing.seeds.Seeds;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.apache.hadoop.yarn.api.records.LocalResourceVisibility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

class LaunchSpecFileTest {
    @ParameterizedTest
    @Seeds(50)
    void comesBackAsItWasWritten(long seed, int size) throws IOException {
        LaunchSpec spec = random(new Random(seed), size);

        assertThat(LaunchSpecFile.fromBytes(LaunchSpecFile.toBytes(spec))).isEqualTo(spec);
    }

    @Test
    void namesTheFieldThatIsMissing() {
        assertThatThrownBy(() -> LaunchSpecFile.fromBytes("{\"configuration\":{}}".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("launch.json")
                .hasMessageContaining("'mode'");
    }

    @Test
    void refusesAModeThatDoesNotExist() {
        String text = new String(LaunchSpecFile.toBytes(random(new Random(1), 2)), StandardCharsets.UTF_8);

        assertThatThrownBy(() -> LaunchSpecFile.fromBytes(text.replaceAll("\"mode\" : \"[A-Z]+\"", "\"mode\" : \"X\"")
                        .getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("X");
    }

    @Test
    void showsNoArgumentsAndNoSettings() {
        LaunchSpec spec = new LaunchSpec(
                LaunchSpec.Mode.APPLICATION,
                "application_1_0001",
                "wordcount",
                "hdfs://nn/user/me/.millrace/application_1_0001",
                Map.of("fs.s3a.secret.key", "hush"),
                Optional.of(new LaunchSpec.Program(file(new Random(2)), Optional.empty(), List.of(), List.of("hush"))),
                List.of(),
                "/jdk");

        assertThat(spec.toString()).contains("wordcount").doesNotContain("hush");
    }

    private static LaunchSpec random(Random random, int size) {
        Map<String, String> configuration = new TreeMap<>();
        for (int i = 0; i < size; i++) {
            configuration.put("key." + i, text(random, size));
        }
        boolean application = random.nextBoolean();
        Optional<LaunchSpec.Program> program = application
                ? Optional.of(new LaunchSpec.Program(
                        file(random),
                        random.nextBoolean() ? Optional.of("a.B$C") : Optional.empty(),
                        files(random, size),
                        List.of("", text(random, size), "--x=\"y\"")))
                : Optional.empty();
        return new LaunchSpec(
                application ? LaunchSpec.Mode.APPLICATION : LaunchSpec.Mode.SESSION,
                "application_17_" + size,
                text(random, size),
                "hdfs://nn:8020/user/me/.millrace/application_17_" + size,
                configuration,
                program,
                files(random, size),
                "/usr/lib/jvm/17");
    }

    private static List<LocalisedFile> files(Random random, int size) {
        List<LocalisedFile> files = new ArrayList<>();
        for (int i = 0; i < size % 4; i++) {
            files.add(file(random));
        }
        return files;
    }

    private static LocalisedFile file(Random random) {
        LocalResourceVisibility[] visibilities = LocalResourceVisibility.values();
        return new LocalisedFile(
                "program/" + random.nextInt(),
                "hdfs://nn/" + random.nextInt(),
                random.nextLong(),
                random.nextLong(),
                visibilities[random.nextInt(visibilities.length)],
                random.nextBoolean());
    }

    private static String text(Random random, int size) {
        return random.ints(size, 1, 0xd7ff)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
