package io.millrace.testing;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.millrace.dataflow.JobExecutionException;
import io.millrace.dataflow.JobStatus;
import io.millrace.dataflow.RuntimeExecutionMode;
import io.millrace.dataflow.execution.JobClient;
import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.dataflow.util.CloseableIterator;
import io.millrace.dataflow.util.Collector;
import io.millrace.dataset.ExecutionEnvironment;
import io.millrace.datastream.StreamExecutionEnvironment;
import io.millrace.local.LocalCluster;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs of both APIs through plan, JobManager, tasks and back, as a user's test sees them. */
class EndToEndTest {
    private static final int SLOTS = 7;
    private static final List<String> LINES = List.of(
            "in the beginning god created the heaven and the earth",
            "and the earth was without form and void",
            "and god said let there be light and there was light",
            "and god saw the light that it was good");

    @RegisterExtension
    static final MiniClusterExtension CLUSTER = new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
            .setNumberSlotsPerTaskManager(SLOTS)
            .build());

    /** A word with a count: a class of the user's, with public fields. */
    public static class WordWithCount {
        public String word = "";
        public long count;

        public WordWithCount() {}

        public WordWithCount(String word, long count) {
            this.word = word;
            this.count = count;
        }

        @Override
        public String toString() {
            return word + " : " + count;
        }
    }

    @TempDir
    Path folder;

    private Path input;
    private Path output;

    @BeforeEach
    void writeInput() throws IOException {
        input = Files.write(folder.resolve("input.txt"), LINES);
        output = folder.resolve("output");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7})
    void countsWordsWithTheDataSetApi(int parallelism) throws Exception {
        ExecutionEnvironment env = ExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(parallelism);
        List<Tuple2<String, Integer>> counts = env.readTextFile(input.toString())
                .flatMap((String line, Collector<Tuple2<String, Integer>> out) -> {
                    for (String word : line.split(" ")) {
                        out.collect(Tuple2.of(word, 1));
                    }
                })
                .groupBy(0)
                .sum(1)
                .collect();

        Map<String, Long> found = new TreeMap<>();
        counts.forEach(count -> found.put(count.f0, (long) count.f1));
        assertThat(found).isEqualTo(expectedCounts()).hasSameSizeAs(counts);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7})
    void countsWordsWithTheDataStreamApi(int parallelism) throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(parallelism);
        env.setRuntimeMode(RuntimeExecutionMode.BATCH);
        Map<String, Long> found = new TreeMap<>();
        try (CloseableIterator<WordWithCount> counts = env.readTextFile(input.toString())
                .flatMap((String line, Collector<WordWithCount> out) -> {
                    for (String word : line.split(" ")) {
                        out.collect(new WordWithCount(word, 1));
                    }
                })
                .keyBy(wc -> wc.word)
                .sum("count")
                .executeAndCollect()) {
            counts.forEachRemaining(
                    wc -> assertThat(found.put(wc.word, wc.count)).isNull());
        }

        assertThat(found).isEqualTo(expectedCounts());
    }

    @Test
    void runsTheSocketWordCountOfTheFrontPage() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> sent = CompletableFuture.runAsync(() -> send(server, LINES));
            StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
            env.setParallelism(2);
            Map<String, Long> last = new TreeMap<>();
            int updates = 0;
            try (CloseableIterator<WordWithCount> counts = env.socketTextStream(
                            server.getInetAddress().getHostAddress(), server.getLocalPort())
                    .flatMap((String line, Collector<WordWithCount> out) -> {
                        for (String word : line.split("\\s")) {
                            out.collect(new WordWithCount(word, 1));
                        }
                    })
                    .keyBy(wc -> wc.word)
                    .sum("count")
                    .executeAndCollect()) {
                while (counts.hasNext()) {
                    WordWithCount update = counts.next();
                    last.merge(update.word, update.count, Math::max);
                    updates++;
                }
            }
            sent.get(10, SECONDS);

            assertThat(last).isEqualTo(expectedCounts());
            assertThat(updates).isEqualTo(words().count());
        }
    }

    @Test
    void namesOperatorSubtaskAndTheUsersOwnExceptionWhenAFunctionFails() {
        ExecutionEnvironment env = ExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(2);

        assertThatThrownBy(() -> env.generateSequence(1, 100)
                        .map(number -> {
                            if (number == 77) {
                                throw new IllegalStateException("no 77 here");
                            }
                            return number;
                        })
                        .name("refuses 77")
                        .count())
                .isInstanceOf(JobExecutionException.class)
                .hasMessageContaining("refuses 77")
                .hasMessageContaining("no 77 here")
                .hasStackTraceContaining(getClass().getName())
                .hasRootCauseMessage("no 77 here");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void publishesAnOutputOnlyWhenTheWholeJobHasFinished(int parallelism) throws Exception {
        ExecutionEnvironment env = ExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(parallelism);
        env.generateSequence(1, 1000)
                .map(number -> {
                    if (number == 1000) {
                        throw new IllegalStateException("at the very end");
                    }
                    return number;
                })
                .writeAsText(output.toString());
        assertThatThrownBy(() -> env.execute("fails late")).hasMessageContaining("at the very end");
        assertThat(filesBelow(folder)).containsExactly(input);

        env.generateSequence(1, 1000).writeAsText(output.toString());
        env.execute("finishes");
        assertThat(linesBelow(output)).hasSize(1000);
    }

    @Test
    void refusesAnOutputThatExistsAndLeavesItAlone() throws Exception {
        Files.writeString(output, "mine");
        ExecutionEnvironment env = ExecutionEnvironment.getExecutionEnvironment();
        env.fromElements(1, 2, 3).writeAsText(output.toString()).setParallelism(1);

        assertThatThrownBy(env::execute).hasMessageContaining(output.toString()).hasMessageContaining("exists");
        assertThat(output).hasContent("mine");
    }

    @Test
    void namesAnInputThatIsMissing() {
        ExecutionEnvironment env = ExecutionEnvironment.getExecutionEnvironment();
        String missing = folder.resolve("nothing.txt").toString();

        assertThatThrownBy(() -> env.readTextFile(missing).count())
                .hasMessageContaining(missing)
                .hasMessageContaining("does not exist");
    }

    @Test
    void cancelsAStreamWithoutEnd(LocalCluster cluster) throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            env.socketTextStream("localhost", server.getLocalPort()).print();
            JobClient job = env.executeAsync("endless");
            try (Socket accepted = server.accept()) {
                assertThat(accepted.isConnected()).isTrue();
                await().atMost(20, SECONDS).until(() -> job.getJobStatus().get() == JobStatus.RUNNING);

                job.cancel().get(20, SECONDS);

                assertThatThrownBy(() -> job.getJobExecutionResult().get(20, SECONDS))
                        .hasMessageContaining("cancelled");
                assertThat(job.getJobStatus().get()).isEqualTo(JobStatus.CANCELED);
            }
        }
        assertThat(cluster).isNotNull();
    }

    @Test
    void givesEnvironmentsTheParallelismOfAllSlots() {
        assertThat(ExecutionEnvironment.getExecutionEnvironment().getParallelism())
                .isEqualTo(CLUSTER.getNumberSlots())
                .isEqualTo(SLOTS);
        assertThat(StreamExecutionEnvironment.getExecutionEnvironment().getParallelism())
                .isEqualTo(SLOTS);
    }

    private static void send(ServerSocket server, List<String> lines) {
        try (Socket accepted = server.accept();
                BufferedWriter out = new BufferedWriter(
                        new OutputStreamWriter(accepted.getOutputStream(), StandardCharsets.UTF_8))) {
            for (String line : lines) {
                out.write(line);
                out.newLine();
                out.flush();
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Stream<String> words() {
        return LINES.stream().flatMap(line -> Stream.of(line.split(" ")));
    }

    private static Map<String, Long> expectedCounts() {
        Map<String, Long> counts = new TreeMap<>();
        words().forEach(word -> counts.merge(word, 1L, Long::sum));
        return counts;
    }

    private static List<Path> filesBelow(Path path) throws IOException {
        try (Stream<Path> all = Files.walk(path)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    private static List<String> linesBelow(Path path) throws IOException {
        List<String> lines = new ArrayList<>();
        for (Path file : filesBelow(path)) {
            if (!file.getFileName().toString().startsWith("_")) {
                lines.addAll(Files.readAllLines(file));
            }
        }
        return lines;
    }
}
