package io.millrace.testing.programs;

import static io.millrace.testing.programs.Results.sorted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.dataflow.JobExecutionResult;
import io.millrace.dataflow.RuntimeExecutionMode;
import io.millrace.dataflow.execution.JobClient;
import io.millrace.dataflow.execution.JobListener;
import io.millrace.dataflow.functions.RichMapFunction;
import io.millrace.dataflow.restart.RestartStrategies;
import io.millrace.dataflow.state.StateTtlConfig;
import io.millrace.dataflow.state.ValueStateDescriptor;
import io.millrace.dataflow.time.Time;
import io.millrace.dataflow.types.Types;
import io.millrace.dataset.ExecutionEnvironment;
import io.millrace.dataset.io.DiscardingOutputFormat;
import io.millrace.dataset.io.LocalCollectionOutputFormat;
import io.millrace.datastream.CheckpointConfig;
import io.millrace.datastream.StreamExecutionEnvironment;
import io.millrace.datastream.functions.sink.v2.DiscardingSink;
import io.millrace.state.heap.HashMapStateBackend;
import io.millrace.state.store.FileSystemCheckpointStorage;
import io.millrace.state.store.FsStateBackend;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Programs that use the rarer words of the environments. */
@Timeout(120)
@SuppressWarnings("deprecation")
class EnvironmentWordsTest {
    @TempDir
    Path folder;

    /** Adds the text of the registered files to each record. */
    private static final class WithCachedFiles extends RichMapFunction<Long, String> {
        private static final long serialVersionUID = 1L;

        @Override
        public String map(Long value) throws Exception {
            File one = getRuntimeContext().getDistributedCache().getFile("one");
            File all = getRuntimeContext().getDistributedCache().getFile("all");
            try (Stream<Path> files = Files.list(all.toPath())) {
                return value
                        + Files.readString(one.toPath())
                        + files.map(WithCachedFiles::text).sorted().toList();
            }
        }

        private static String text(Path file) {
            try {
                return Files.readString(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Test
    void findsRegisteredFilesAndDirectories() throws Exception {
        Path one = Files.writeString(folder.resolve("one.txt"), "I");
        Path all = Files.createDirectory(folder.resolve("all"));
        Files.writeString(all.resolve("a"), "A");
        Files.writeString(all.resolve("b"), "B");
        ExecutionEnvironment batch = ExecutionEnvironment.createLocalEnvironment(2);
        batch.registerCachedFile(one.toUri().toString(), "one");
        batch.registerCachedFile(all.toString(), "all");
        assertThat(sorted(
                        batch.generateSequence(1, 2).map(new WithCachedFiles()).collect()))
                .containsExactly("1I[A, B]", "2I[A, B]");
        StreamExecutionEnvironment stream = Results.stream(RuntimeExecutionMode.STREAMING, 2);
        stream.registerCachedFile(one.toUri().toString(), "one", true);
        stream.registerCachedFile(all.toString(), "all");
        assertThat(sorted(stream.fromSequence(1, 2).map(new WithCachedFiles())))
                .containsExactly("1I[A, B]", "2I[A, B]");
        assertThat(stream.getCachedFiles()).hasSize(2);
    }

    @Test
    void saysWhichFilesAreRegisteredWhenOneIsNot() {
        StreamExecutionEnvironment stream = Results.stream(RuntimeExecutionMode.STREAMING, 1);
        stream.registerCachedFile(folder.toString(), "other");
        assertThatThrownBy(() -> sorted(stream.fromSequence(1, 2).map(new WithCachedFiles())))
                .hasStackTraceContaining("No file was registered under the name 'one'");
    }

    @Test
    void printsThePlanOfAProgramAsJson() throws Exception {
        StreamExecutionEnvironment stream = Results.stream(RuntimeExecutionMode.STREAMING, 2);
        stream.fromSequence(1, 2)
                .map(n -> n * 2)
                .returns(Types.LONG)
                .keyBy(n -> n % 3)
                .reduce(Long::sum)
                .print();
        JsonNode nodes = new ObjectMapper().readTree(stream.getExecutionPlan()).get("nodes");
        assertThat(nodes).hasSize(4);
        assertThat(nodes.get(0).get("pact").asText()).isEqualTo("Data Source");
        assertThat(nodes.get(2).get("predecessors").get(0).get("ship_strategy").asText())
                .isEqualTo("HASH");
        ExecutionEnvironment batch = ExecutionEnvironment.createLocalEnvironment(2);
        batch.generateSequence(1, 10)
                .map(n -> "\"" + n)
                .returns(Types.STRING)
                .name("a \"name\"")
                .output(new DiscardingOutputFormat<>());
        assertThat(new ObjectMapper().readTree(batch.getExecutionPlan()).toString())
                .contains("a \\\"name\\\"");
        assertThat(batch.execute().getNetRuntime()).isNotNegative();
    }

    private static final class Heard implements JobListener {
        private final List<String> calls = new ArrayList<>();

        @Override
        public void onJobSubmitted(@Nullable JobClient jobClient, @Nullable Throwable throwable) {
            calls.add("submitted " + (throwable == null));
        }

        @Override
        public void onJobExecuted(@Nullable JobExecutionResult result, @Nullable Throwable throwable) {
            calls.add("executed " + (throwable == null));
        }
    }

    @Test
    void tellsListenersOfBatchJobs() throws Exception {
        ExecutionEnvironment batch = ExecutionEnvironment.createCollectionsEnvironment();
        Heard heard = new Heard();
        batch.registerJobListener(heard);
        assertThat(batch.getParallelism()).isEqualTo(1);
        batch.generateSequence(1, 3).output(new DiscardingOutputFormat<>());
        batch.execute();
        batch.generateSequence(1, 3).map(n -> 1 / (n - 2)).returns(Types.LONG).output(new DiscardingOutputFormat<>());
        assertThatThrownBy(batch::execute);
        assertThat(heard.calls).containsExactly("submitted true", "executed true", "submitted true", "executed false");
    }

    private static final AtomicInteger FAILURES = new AtomicInteger();

    @Test
    void addsToALocalCollectionOnceAfterAFailure() throws Exception {
        FAILURES.set(2);
        List<Long> results = new ArrayList<>();
        ExecutionEnvironment batch = ExecutionEnvironment.createLocalEnvironment(1);
        batch.setRestartStrategy(RestartStrategies.fixedDelayRestart(3, Duration.ZERO));
        batch.generateSequence(1, 1000)
                .map(n -> {
                    if (n == 900 && FAILURES.getAndDecrement() > 0) {
                        throw new IllegalStateException("on purpose");
                    }
                    return n;
                })
                .returns(Types.LONG)
                .output(new LocalCollectionOutputFormat<>(results));
        batch.execute();
        assertThat(results).hasSize(1000).doesNotHaveDuplicates();
    }

    @Test
    void takesStateBackendsAndOlderWordsOfCheckpoints() throws Exception {
        StreamExecutionEnvironment stream = Results.stream(RuntimeExecutionMode.STREAMING, 1);
        stream.setStateBackend(new HashMapStateBackend());
        stream.setStateBackend(new FsStateBackend(folder.toUri()));
        CheckpointConfig checkpoints = stream.getCheckpointConfig();
        assertThat(checkpoints.getCheckpointDirectory()).contains(folder.toString());
        checkpoints.setCheckpointStorage(new FileSystemCheckpointStorage("file:///elsewhere"));
        assertThat(checkpoints.getCheckpointDirectory()).isEqualTo("file:/elsewhere");
        checkpoints.setFailOnCheckpointingErrors(false);
        assertThat(checkpoints.getTolerableCheckpointFailureNumber()).isEqualTo(Integer.MAX_VALUE);
        checkpoints.enableUnalignedCheckpoints();
        assertThat(checkpoints.isUnalignedCheckpointsEnabled()).isTrue();
        stream.registerType(EnvironmentWordsTest.class);
        stream.fromSequence(1, 2).sinkTo(new DiscardingSink<>());
        stream.execute();
    }

    @Test
    void describesHowLongStateLives() {
        StateTtlConfig config = StateTtlConfig.newBuilder(Time.days(7))
                .cleanupFullSnapshot()
                .cleanupIncrementally(10, true)
                .disableCleanupInBackground()
                .build();
        assertThat(config.getTtl()).isEqualTo(Time.days(7));
        assertThat(config.getCleanupStrategies().inFullSnapshot()).isTrue();
        assertThat(config.getCleanupStrategies().isCleanupInBackground()).isFalse();
        assertThat(config.getCleanupStrategies().getIncrementalCleanupStrategy().getCleanupSize())
                .isEqualTo(10);
        assertThat(config.getCleanupStrategies().inRocksdbCompactFilter()).isFalse();
        ValueStateDescriptor<Long> descriptor = new ValueStateDescriptor<>("sum", Long.class);
        descriptor.setQueryable("sums");
        assertThat(descriptor.getQueryableStateName()).isEqualTo("sums");
        assertThatThrownBy(() -> descriptor.setQueryable("again")).isInstanceOf(IllegalStateException.class);
    }
}
