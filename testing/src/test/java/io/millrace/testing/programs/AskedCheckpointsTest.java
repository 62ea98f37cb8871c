package io.millrace.testing.programs;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.dataflow.JobStatus;
import io.millrace.dataflow.config.CheckpointingOptions;
import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.deploy.CheckpointStanding;
import io.millrace.dataflow.deploy.CheckpointStatus;
import io.millrace.dataflow.execution.JobClient;
import io.millrace.datastream.StreamExecutionEnvironment;
import io.millrace.datastream.functions.sink.v2.DiscardingSink;
import io.millrace.local.LocalCluster;
import io.millrace.testing.MiniClusterExtension;
import io.millrace.testing.MiniClusterResourceConfiguration;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checkpoints that somebody asks for, of whole programs. */
@Timeout(120)
class AskedCheckpointsTest {
    @RegisterExtension
    static final MiniClusterExtension CLUSTER = new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
            .setNumberTaskManagers(2)
            .setNumberSlotsPerTaskManager(1)
            .build());

    private static JobClient start(Configuration settings) throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(settings);
        env.fromSequence(0, Long.MAX_VALUE)
                .keyBy(number -> number % 100)
                .reduce(Long::sum)
                .sinkTo(new DiscardingSink<>());
        return env.executeAsync("sums without end");
    }

    private static CheckpointStanding take(LocalCluster cluster, JobClient job) throws Exception {
        return cluster.takeCheckpoint(job.getJobID()).get(60, SECONDS);
    }

    /** Also an hour's interval or none: it begins when it is asked for. */
    @ParameterizedTest
    @ValueSource(strings = {"1 h", ""})
    void oneIsTakenOfARunningJob(String interval, @TempDir Path folder, LocalCluster cluster) throws Exception {
        Configuration settings = new Configuration()
                .set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, folder.toUri().toString());
        if (!interval.isEmpty()) {
            settings.setString(CheckpointingOptions.CHECKPOINTING_INTERVAL.key(), interval);
        }
        JobClient job = start(settings);

        CheckpointStanding first = await().atMost(60, SECONDS)
                .until(() -> take(cluster, job), standing -> standing.status() == CheckpointStatus.COMPLETED);
        CheckpointStanding second = take(cluster, job);

        assertThat(first.checkpoint()).isEqualTo(1);
        assertThat(first.bytes()).isPositive();
        assertThat(second.checkpoint()).as(second.reason()).isEqualTo(2);
        assertThat(Files.isDirectory(Path.of(URI.create(second.path())))).isTrue();
        assertThat(job.getJobStatus().get()).isEqualTo(JobStatus.RUNNING);
        job.cancel().get(60, SECONDS);
        await().atMost(60, SECONDS).until(() -> job.getJobStatus().get() == JobStatus.CANCELED);
        assertThat(take(cluster, job).reason()).contains("the job has ended", "CANCELED");
    }

    @Test
    void noneIsTakenOfAJobWithoutCheckpoints(LocalCluster cluster) throws Exception {
        JobClient job = start(new Configuration());
        await().atMost(60, SECONDS).until(() -> job.getJobStatus().get() == JobStatus.RUNNING);

        assertThat(take(cluster, job).reason()).contains("execution.checkpointing.interval");
        job.cancel().get(60, SECONDS);
    }
}
