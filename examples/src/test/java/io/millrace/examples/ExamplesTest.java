package io.millrace.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.examples.dataset.Degrees;
import io.millrace.examples.datastream.SocketWindowWordCount;
import io.millrace.examples.datastream.WindowWordCount;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Runs the examples as their users do, by {@code main}, in this JVM, and compares what they write with a naive model. */
class ExamplesTest {

    private static final Path BIBLE = Path.of("data", "bible.txt.gz");
    private static final Path NODES = Path.of("data", "package-nodes.tsv.gz");
    private static final Path EDGES = Path.of("data", "package-edges.tsv.gz");

    private static final List<String> TEXT = List.of(
            "1\tThe cat, the DOG: the dog's day.", "", "59\t--- ... ---", "60\tA cat_1 & a cat 1!", "61\tthe end");

    enum WordCounts {
        DATASET(io.millrace.examples.dataset.WordCount::main),
        DATASTREAM(io.millrace.examples.datastream.WordCount::main);

        private final Program program;

        WordCounts(Program program) {
            this.program = program;
        }
    }

    @FunctionalInterface
    interface Program {
        void run(String... args) throws Exception;
    }

    @TempDir
    Path folder;

    private Path input;
    private Path output;

    @BeforeEach
    void givesEachTestAnInputAndAPlaceForItsOutput() throws IOException {
        input = Files.write(folder.resolve("input.txt"), TEXT);
        output = folder.resolve("output");
    }

    @ParameterizedTest
    @EnumSource
    void countsTheWordsOfAFewLines(WordCounts wordCount) throws Exception {
        wordCount.program.run("--input", input.toString(), "--output", output.toString());

        assertThat(NaiveModel.lines(output))
                .containsExactlyInAnyOrder(
                        "1 2", "59 1", "60 1", "61 1", "a 2", "cat 2", "cat_1 1", "day 1", "dog 2", "end 1", "s 1",
                        "the 4");
    }

    @ParameterizedTest
    @EnumSource
    void countsTheWordsOfTheBible(WordCounts wordCount) throws Exception {
        wordCount.program.run("--input", BIBLE.toString(), "--output", output.toString());

        List<String> counts = NaiveModel.lines(output);
        assertSameLines(counts, NaiveModel.wordCounts(NaiveModel.lines(BIBLE)));
        assertThat(counts)
                .filteredOn(count -> count.matches("(the|and|begat) .*"))
                .containsExactlyInAnyOrder("the 63919", "and 51696", "begat 225");
    }

    @ParameterizedTest
    @EnumSource
    void countsNothingInAnEmptyFile(WordCounts wordCount) throws Exception {
        Path empty = Files.createFile(folder.resolve("empty.txt"));

        wordCount.program.run("--input", empty.toString(), "--output", output.toString());

        assertThat(output).exists();
        assertThat(NaiveModel.lines(output)).isEmpty();
    }

    @Test
    void countsTheWordsOfEachMinuteOfTheBible() throws Exception {
        WindowWordCount.main(new String[] {"--input", BIBLE.toString(), "--output", output.toString()});

        List<String> counts = NaiveModel.lines(output);
        assertSameLines(counts, NaiveModel.windowWordCounts(NaiveModel.lines(BIBLE)));
        // The first window ends before the serpent speaks (Genesis 3:4), the last is the end of the book.
        assertThat(counts)
                .filteredOn(count -> count.matches("0 god .*|31080 amen .*"))
                .containsExactlyInAnyOrder("0 god 49", "31080 amen 2");
    }

    @Test
    void opensAWindowWithTheFirstSecondOfItsMinute() throws Exception {
        Files.write(input, List.of("59\tx", "60\tx", "119\tx", "120\tx"));

        WindowWordCount.main(new String[] {"--input", input.toString(), "--output", output.toString()});

        assertThat(NaiveModel.lines(output))
                .containsExactlyInAnyOrder("0 59 1", "0 x 1", "60 60 1", "60 119 1", "60 x 2", "120 120 1", "120 x 1");
    }

    @Test
    void failsByTheLineThatHasNoTimeAndLeavesNoOutput() throws Exception {
        Files.write(input, List.of("1\tfirst", "second"));

        assertThatThrownBy(() ->
                        WindowWordCount.main(new String[] {"--input", input.toString(), "--output", output.toString()}))
                .hasStackTraceContaining("expected a line 'seconds<TAB>text', found 'second'");

        assertThat(output).doesNotExist();
    }

    @Test
    void countsTheEdgesOfEachNodeAlsoOfThoseThatHaveNone() throws Exception {
        Path nodes = Files.write(folder.resolve("nodes"), List.of("1\tapple", "2\tbread", "3\tcheese", "4\tdill"));
        Path edges = Files.write(folder.resolve("edges"), List.of("1\t2", "1\t3", "2\t3", "3\t3"));

        Degrees.main(
                new String[] {"--nodes", nodes.toString(), "--input", edges.toString(), "--output", output.toString()});

        assertThat(NaiveModel.lines(output))
                .containsExactlyInAnyOrder("apple\t2\t0", "bread\t1\t1", "cheese\t1\t3", "dill\t0\t0");
    }

    @Test
    void countsTheEdgesOfDebiansPackages() throws Exception {
        Degrees.main(
                new String[] {"--nodes", NODES.toString(), "--input", EDGES.toString(), "--output", output.toString()});

        List<String> degrees = NaiveModel.lines(output);
        assertSameLines(degrees, NaiveModel.degrees(NaiveModel.lines(NODES), NaiveModel.lines(EDGES)));
        assertThat(degrees)
                .filteredOn(degree -> degree.matches("(libc6|med-bio)\t.*"))
                .containsExactlyInAnyOrder("libc6\t2\t21810", "med-bio\t648\t2");
    }

    @Test
    void countsWhatArrivesAtASocketUntilTheConnectionEnds() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            FutureTask<Void> speaker = new FutureTask<>(() -> say(server, TEXT), null);
            Thread thread = new Thread(speaker, "speaker");
            thread.setDaemon(true);
            thread.start();

            SocketWindowWordCount.main(new String[] {
                "--hostname",
                server.getInetAddress().getHostAddress(),
                "--port",
                String.valueOf(server.getLocalPort()),
                "--output",
                output.toString()
            });
            speaker.get();
        }

        // The lines may have fallen into two windows: over all of them each word is counted once.
        Map<String, Long> sums = new TreeMap<>();
        for (String line : NaiveModel.lines(output)) {
            String[] count = line.split(" ");
            sums.merge(count[0], Long.parseLong(count[1]), Long::sum);
        }
        assertThat(sums.entrySet().stream().map(sum -> sum.getKey() + " " + sum.getValue()))
                .containsExactlyInAnyOrderElementsOf(NaiveModel.wordCounts(TEXT));
    }

    /** The same lines in any order; on a difference, names the first instead of printing some hundred thousand lines. */
    private static void assertSameLines(List<String> found, List<String> expected) {
        List<String> sorted = found.stream().sorted().toList();
        int same = 0;
        while (same < Math.min(sorted.size(), expected.size())
                && sorted.get(same).equals(expected.get(same))) {
            same++;
        }
        assertThat(sorted.stream().skip(same).findFirst())
                .isEqualTo(expected.stream().skip(same).findFirst());
    }

    private static void say(ServerSocket server, List<String> lines) {
        try (Socket listener = server.accept();
                OutputStream out = listener.getOutputStream()) {
            out.write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
