package io.millrace.testing.failures;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.dataflow.config.CheckpointingOptions;
import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.deploy.CheckpointStanding;
import io.millrace.dataflow.deploy.CheckpointStatus;
import io.millrace.dataflow.execution.JobClient;
import io.millrace.dataflow.functions.RichMapFunction;
import io.millrace.dataflow.state.FunctionInitializationContext;
import io.millrace.dataflow.state.FunctionSnapshotContext;
import io.millrace.dataflow.state.ListState;
import io.millrace.dataflow.state.ListStateDescriptor;
import io.millrace.dataflow.types.Types;
import io.millrace.datastream.StreamExecutionEnvironment;
import io.millrace.datastream.checkpoint.CheckpointedFunction;
import io.millrace.datastream.functions.sink.v2.DiscardingSink;
import io.millrace.local.LocalCluster;
import io.millrace.testing.MiniClusterExtension;
import io.millrace.testing.MiniClusterResourceConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A checkpoint is as many files as there are TaskManagers, and two: however many tasks, keys and key groups it is of. */
@Timeout(300)
class FilesPerCheckpointTest {
    private static final int TASK_MANAGERS = 2;
    private static final int SLOTS_EACH = 120;
    private static final int CHECKPOINTS = 3;
    private static final String LEADER = "leader";

    @RegisterExtension
    static final MiniClusterExtension CLUSTER = new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
            .setNumberTaskManagers(TASK_MANAGERS)
            .setNumberSlotsPerTaskManager(SLOTS_EACH)
            .build());

    private final Trial trial = Trial.held();

    @ParameterizedTest(name = "{0} readers, {1} sums")
    @CsvSource({"1,1", "240,20"})
    void thereAreAsManyAsTaskManagersAndTwo(int readers, int sums, @TempDir Path folder, LocalCluster cluster)
            throws Exception {
        JobClient job = start(folder, readers, sums);
        await().atMost(120, SECONDS)
                .until(() -> take(cluster, job), standing -> standing.status() == CheckpointStatus.COMPLETED);
        for (int more = 1; more < CHECKPOINTS; more++) {
            CheckpointStanding standing = take(cluster, job);
            assertThat(standing.status()).as(standing.reason()).isEqualTo(CheckpointStatus.COMPLETED);
        }

        TreeMap<String, List<Path>> files =
                byCheckpoint(folder.resolve(job.getJobID().toString()));

        job.cancel().get(60, SECONDS);
        assertThat(files.remove(LEADER))
                .as("a file of its leader, however many checkpoints there are")
                .hasSize(1);
        assertThat(files).hasSize(CHECKPOINTS);
        assertThat(files.values()).allSatisfy(of -> assertThat(of).hasSizeBetween(1 + 2, TASK_MANAGERS + 2));
    }

    /** Two tasks for each reader and one for each sum, in as many slots as there are readers; all of them keep state. */
    private JobClient start(Path folder, int readers, int sums) throws Exception {
        Configuration settings = new Configuration()
                .set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, folder.toUri().toString())
                .set(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS, CHECKPOINTS);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(settings);
        env.setParallelism(readers);
        trial.sequence(env, 0, 4_799)
                .map(new Counting())
                .disableChaining()
                .keyBy(number -> number % 1_000)
                .reduce(Long::sum)
                .setParallelism(sums)
                .sinkTo(new DiscardingSink<>())
                .setParallelism(sums);
        return env.executeAsync("numbers without end");
    }

    /** Keeps how many numbers it has seen. */
    private static final class Counting extends RichMapFunction<Long, Long> implements CheckpointedFunction {
        private static final long serialVersionUID = 1L;

        private transient long seen;
        private transient @Nullable ListState<Long> kept;

        @Override
        public Long map(Long number) {
            seen++;
            return number;
        }

        @Override
        public void initializeState(FunctionInitializationContext context) throws Exception {
            kept = context.getOperatorStateStore().getListState(new ListStateDescriptor<>("seen", Types.LONG));
        }

        @Override
        public void snapshotState(FunctionSnapshotContext context) throws Exception {
            Objects.requireNonNull(kept).update(List.of(seen));
        }
    }

    private static CheckpointStanding take(LocalCluster cluster, JobClient job) throws Exception {
        return cluster.takeCheckpoint(job.getJobID()).get(120, SECONDS);
    }

    /** All files of the job: those in a checkpoint's directory, and the entries of the log, which bear their number last. */
    private static TreeMap<String, List<Path>> byCheckpoint(Path job) throws IOException {
        TreeMap<String, List<Path>> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(job)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.computeIfAbsent(checkpointOf(job.relativize(file)), name -> new ArrayList<>())
                        .add(file);
            }
        }
        return files;
    }

    private static String checkpointOf(Path file) {
        if (file.getName(0).toString().startsWith("chk-")) {
            return file.getName(0).toString();
        }
        String name = file.getFileName().toString();
        return name.startsWith("writer.") ? LEADER : "chk-" + name.replaceAll("^0*", "");
    }
}
