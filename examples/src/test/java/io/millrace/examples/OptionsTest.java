package io.millrace.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.dataflow.util.ParameterTool;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OptionsTest {

    /** Every example, and the options that it must name. */
    enum Example {
        DATASET_WORD_COUNT(io.millrace.examples.dataset.WordCount::main, "input", "output"),
        DATASTREAM_WORD_COUNT(io.millrace.examples.datastream.WordCount::main, "input", "output"),
        WINDOW_WORD_COUNT(io.millrace.examples.datastream.WindowWordCount::main, "input", "output"),
        SOCKET_WINDOW_WORD_COUNT(
                io.millrace.examples.datastream.SocketWindowWordCount::main, "port", "hostname", "output"),
        DEGREES(io.millrace.examples.dataset.Degrees::main, "input", "nodes", "output");

        private final ExamplesTest.Program program;
        private final List<String> options;

        Example(ExamplesTest.Program program, String... options) {
            this.program = program;
            this.options = List.of(options);
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyExampleExplainsItselfAndRunsNothing(Example example) throws Exception {
        String printed = printedBy(example.program, "--help");

        assertThat(printed).contains("--help");
        assertThat(example.options).allSatisfy(option -> assertThat(printed).contains("--" + option));
    }

    @ParameterizedTest
    @EnumSource
    void everyExampleRefusesAnOptionThatItDoesNotKnowAndNamesThoseItDoes(Example example) {
        assertThatThrownBy(() -> example.program.run("--ouput", "x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("--ouput")
                .satisfies(refusal -> assertThat(example.options)
                        .allSatisfy(option -> assertThat(refusal).hasMessageContaining("--" + option)));
    }

    @ParameterizedTest
    @EnumSource
    void everyExampleNamesTheOptionThatIsMissing(Example example) {
        assertThatThrownBy(example.program::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("option --" + example.options.get(0) + " is missing");
    }

    @Test
    void refusesAnOptionWithoutAValue() {
        Options options = Options.of(String.class, "Does nothing.").required("input", "a file");

        assertThatThrownBy(() -> options.answerHelp(ParameterTool.fromArgs(new String[] {"--input"})))
                .hasMessageContaining("--input has no value");
        assertThatCode(() -> options.answerHelp(ParameterTool.fromArgs(new String[] {"--input", "x"})))
                .doesNotThrowAnyException();
    }

    @Test
    void printsTheCountsWhenNoOutputIsNamed(@TempDir Path folder) throws Exception {
        Path input = Files.writeString(folder.resolve("input.txt"), "to be or not to be\n");

        String batch = printedBy(io.millrace.examples.dataset.WordCount::main, "--input", input.toString());
        String stream = printedBy(io.millrace.examples.datastream.WordCount::main, "--input", input.toString());

        assertThat(batch.lines()).containsExactlyInAnyOrder("to 2", "be 2", "or 1", "not 1");
        // Each line of a printed stream begins with the subtask that printed it, if there are several.
        assertThat(stream.lines().map(line -> line.replaceFirst("^[0-9]+> ", "")))
                .containsExactlyInAnyOrder("to 2", "be 2", "or 1", "not 1");
    }

    private static String printedBy(ExamplesTest.Program program, String... args) throws Exception {
        PrintStream stdout = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            program.run(args);
        } finally {
            System.setOut(stdout);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }
}
