package io.millrace.testing.failures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.dataflow.execution.JobClient;
import io.millrace.dataflow.serialization.SimpleStringEncoder;
import io.millrace.dataflow.types.Types;
import io.millrace.datastream.DataStream;
import io.millrace.datastream.StreamExecutionEnvironment;
import io.millrace.datastream.file.sink.FileSink;
import io.millrace.datastream.functions.sink.filesystem.bucketassigners.BasePathBucketAssigner;
import io.millrace.datastream.functions.sink.filesystem.rollingpolicies.DefaultRollingPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A job is cancelled, and another begins with the checkpoint that it has left: together they are one job. */
@Timeout(120)
class StartFromCheckpointTest {
    private static final long COUNT = 4_000;
    private static final int KEYS = 7;

    @TempDir
    Path folder;

    private final Trial trial = Trial.held();

    private StreamExecutionEnvironment environment(int parallelism, Map<String, String> more) {
        Map<String, String> settings = new TreeMap<>(more);
        settings.put(
                "execution.checkpointing.dir", folder.resolve("checkpoints").toString());
        settings.put("execution.checkpointing.externalized-checkpoint-retention", "RETAIN_ON_CANCELLATION");
        settings.putIfAbsent("restart-strategy.type", "none");
        return Jobs.environment(parallelism, 1, settings);
    }

    private StreamExecutionEnvironment from(Path checkpoint, int parallelism) {
        return environment(parallelism, Map.of("execution.state-recovery.path", checkpoint.toString()));
    }

    /** Runs the job until two checkpoints are complete, cancels it, and returns the newest that it left. */
    private Path cancelled(StreamExecutionEnvironment env) throws Exception {
        JobClient job = env.executeAsync();
        trial.awaitCheckpoints(2);
        job.cancel().get();
        assertThatThrownBy(() -> job.getJobExecutionResult().get()).hasMessageContaining("cancel");
        try (Stream<Path> left =
                Files.list(folder.resolve("checkpoints").resolve(job.getJobID().toString()))) {
            return left.filter(chk -> Files.exists(chk.resolve("_metadata")))
                    .max(Comparator.comparingLong(StartFromCheckpointTest::number))
                    .orElseThrow();
        }
    }

    private static long number(Path checkpoint) {
        return Long.parseLong(checkpoint.getFileName().toString().substring("chk-".length()));
    }

    /** Each number's place among those of its key, as {@code key=place}. */
    private DataStream<String> counted(StreamExecutionEnvironment env) {
        return trial.fail(trial.sequence(env, 0, COUNT - 1))
                .keyBy(number -> number % KEYS)
                .process(new Functions.Places())
                .uid("places")
                .name("places");
    }

    private static List<String> counts() {
        return LongStream.range(0, COUNT)
                .mapToObj(n -> n % KEYS + "=" + (n / KEYS + 1))
                .toList();
    }

    @ParameterizedTest(name = "from parallelism {0} to {1}")
    @CsvSource({"1,1", "2,2", "1,4", "4,1", "3,2"})
    void itGoesOnWhereTheOtherWas(int before, int after) throws Exception {
        StreamExecutionEnvironment first = environment(before, Map.of());
        counted(first).sinkTo(new LedgerSink(trial));
        Path checkpoint = cancelled(first);
        trial.release();
        StreamExecutionEnvironment second = from(checkpoint, after);
        counted(second).sinkTo(new LedgerSink(trial));
        second.execute();
        Jobs.check(trial.committed(), counts());
        assertThat(checkpoint.resolve("_metadata")).exists();
    }

    @ParameterizedTest(name = "from parallelism {0} to {1}")
    @CsvSource({"2,2", "1,4", "3,2"})
    void whatWasLateIsLate(int before, int after) throws Exception {
        String script = "510 W1000 F0 10 W5 2010 W3000 2510 3010";
        StreamExecutionEnvironment first = environment(before, Map.of());
        EventTimeTest.judged(first, trial, script).sinkTo(new LedgerSink(trial)).uid("ledger");
        Path checkpoint = cancelled(first);
        trial.release();
        StreamExecutionEnvironment second = from(checkpoint, after);
        EventTimeTest.judged(second, trial, script)
                .sinkTo(new LedgerSink(trial))
                .uid("ledger");
        second.execute();
        Jobs.check(trial.committed(), EventTimeTest.lines());
    }

    /** The other source of two has as good as ended when the checkpoint is taken; of the held one only some subtasks have records. */
    @ParameterizedTest(name = "from parallelism {0} to {1}")
    @CsvSource({"3,3", "3,2", "2,4"})
    void oneOfTwoSourcesHasEnded(int before, int after) throws Exception {
        StreamExecutionEnvironment first = environment(before, Map.of());
        pairs(first).sinkTo(new LedgerSink(trial)).uid("ledger");
        Path checkpoint = cancelled(first);
        trial.release();
        StreamExecutionEnvironment second = from(checkpoint, after);
        pairs(second).sinkTo(new LedgerSink(trial)).uid("ledger");
        second.execute();
        Jobs.check(trial.committed(), List.of("0,0", "0,1", "1,0", "1,1", "2,2", "2,3", "3,2", "3,3"));
    }

    private DataStream<String> pairs(StreamExecutionEnvironment env) {
        return trial.fail(trial.sequence(env, 0, 3))
                .connect(env.fromSequence(0, 3))
                .keyBy(left -> left / 2, right -> right / 2)
                .process(new Functions.Pairs())
                .uid("pairs")
                .name("pairs");
    }

    @ParameterizedTest(name = "from parallelism {0} to {1}")
    @CsvSource({"2,2", "1,3", "3,1"})
    void filesInProgressAreGoneOnWith(int before, int after) throws Exception {
        StreamExecutionEnvironment first = environment(before, Map.of());
        counted(first).sinkTo(files());
        Path checkpoint = cancelled(first);
        trial.release();
        StreamExecutionEnvironment second = from(checkpoint, after);
        counted(second).sinkTo(files());
        second.execute();
        Jobs.check(written(), counts());
    }

    private FileSink<String> files() {
        return FileSink.forRowFormat(
                        new io.millrace.dataflow.fs.Path(
                                folder.resolve("output").toUri()),
                        new SimpleStringEncoder<String>())
                .withBucketAssigner(new BasePathBucketAssigner<>())
                .withRollingPolicy(DefaultRollingPolicy.builder().build())
                .build();
    }

    private List<String> written() throws IOException {
        return SourcesAndSinksTest.lines(folder.resolve("output"));
    }

    @Test
    void afterAFailureItGoesOnFromThereWhileItHasNoneOfItsOwn() throws Exception {
        StreamExecutionEnvironment first = environment(2, Map.of());
        counted(first).sinkTo(new LedgerSink(trial)).uid("ledger");
        Path checkpoint = cancelled(first);
        trial.release();
        Trial once = Trial.failingAtOnce();
        StreamExecutionEnvironment second = environment(
                2,
                Map.of("execution.state-recovery.path", checkpoint.toString(), "restart-strategy.type", "fixed-delay"));
        second.enableCheckpointing(3_600_000);
        once.fail(counted(second)).sinkTo(new LedgerSink(trial)).uid("ledger");
        second.execute();
        assertThat(once.failuresToCome()).isZero();
        Jobs.check(trial.committed(), counts());
    }

    @Test
    void stateThatNoOperatorClaimsIsARefusalThatNamesItUnlessItMayBeLost() throws Exception {
        StreamExecutionEnvironment first = environment(2, Map.of());
        counted(first).sinkTo(new LedgerSink(trial));
        Path checkpoint = cancelled(first);
        trial.release();
        StreamExecutionEnvironment second = from(checkpoint, 2);
        uncounted(second);
        assertThatThrownBy(second::execute)
                .hasMessageContaining("execution.state-recovery.path='" + checkpoint + "'")
                .hasMessageContaining("'places'")
                .hasMessageContaining("--allowNonRestoredState");
        StreamExecutionEnvironment third = environment(
                2,
                Map.of(
                        "execution.state-recovery.path",
                        checkpoint.toString(),
                        "execution.state-recovery.ignore-unclaimed-state",
                        "true"));
        uncounted(third);
        third.execute();
    }

    private void uncounted(StreamExecutionEnvironment env) {
        trial.fail(trial.sequence(env, 0, COUNT - 1))
                .map(number -> "number " + number)
                .returns(Types.STRING)
                .sinkTo(new LedgerSink(trial));
    }

    @Test
    void aPlaceWithoutACheckpointIsARefusal() {
        StreamExecutionEnvironment env = from(folder.resolve("chk-1"), 1);
        counted(env).sinkTo(new LedgerSink(trial));
        assertThatThrownBy(env::execute).hasMessageContaining("does not exist");
    }
}
