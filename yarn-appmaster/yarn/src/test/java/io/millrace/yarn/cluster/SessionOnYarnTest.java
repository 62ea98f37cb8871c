package io.millrace.yarn.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.dataflow.JobStatus;
import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.deploy.ApplicationOutcome;
import io.millrace.dataflow.deploy.ApplicationOutcome.End;
import io.millrace.dataflow.deploy.Deployed;
import io.millrace.dataflow.deploy.JobStanding;
import io.millrace.dataflow.execution.ExecutionContext;
import io.millrace.dataset.ExecutionEnvironment;
import io.millrace.testing.hadoop.MiniHadoop;
import io.millrace.testing.hadoop.MiniHadoopCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A session with a leader election: jobs come and go, TaskManagers with them. */
@MiniHadoopCluster
class SessionOnYarnTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    @Test
    void runsJobsReleasesIdleContainersAndEndsWhenItIsStopped(MiniHadoop hadoop) throws Exception {
        Applications applications = new Applications(hadoop, ProgramJar.build(folder));
        applications.settings.setString("resourcemanager.taskmanager-timeout", "2 s");
        applications.settings.setString("high-availability.type", "zookeeper");
        applications.settings.setString(
                "high-availability.zookeeper.quorum", hadoop.zooKeeperQuorum().orElseThrow());
        try (Deployed session = applications.startSession()) {
            assertThat(applications.taskManagers(session)).isEmpty();
            assertThat(count(session, applications.settings)).containsExactlyInAnyOrderElementsOf(numbers());
            assertThat(count(session, applications.settings)).hasSize(10);
            assertThat(session.jobs())
                    .extracting(JobStanding::status)
                    .containsOnly(JobStatus.FINISHED)
                    .hasSize(2);

            await().atMost(PATIENCE)
                    .until(() -> applications.taskManagers(session).isEmpty());
            session.stop();

            ApplicationOutcome outcome = Applications.end(session);
            assertThat(outcome.message()).isEmpty();
            assertThat(outcome.end()).isEqualTo(End.SUCCEEDED);
            assertThat(outcome.jobs()).hasSize(2);
            applications.awaitNoProcess(session);
        }
    }

    /** A job of this process, whose result comes back to it. */
    private static List<Long> count(Deployed session, Configuration settings) throws Exception {
        ExecutionContext context = new ExecutionContext(
                settings, Optional.of(session.executor()), Optional.of(SessionOnYarnTest.class.getClassLoader()));
        try (ExecutionContext.Scope scope = context.enter()) {
            return ExecutionEnvironment.getExecutionEnvironment()
                    .generateSequence(1, 10)
                    .collect();
        }
    }

    private static List<Long> numbers() {
        return LongStream.rangeClosed(1, 10).boxed().toList();
    }
}
