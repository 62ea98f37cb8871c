package io.millrace.jobmanager.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.dataflow.JobStatus;
import io.millrace.dataflow.deploy.CheckpointStatus;
import io.millrace.dataflow.graph.JobGraph;
import io.millrace.jobmanager.checkpoint.CheckpointDetails.SubtaskDetails;
import io.millrace.jobmanager.checkpoint.CheckpointStatistics.Counts;
import io.millrace.jobmanager.checkpoint.CheckpointStatistics.Quantiles;
import io.millrace.protocol.SnapshotTiming;
import io.millrace.protocol.TaskState;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is remembered of checkpoints. The last three are remembered one by one. */
class CheckpointStatisticsTest {
    private final TwoTasks job = new TwoTasks();

    private void next(long checkpoint) {
        job.house.advance(TwoTasks.INTERVAL);
        job.taken(checkpoint);
    }

    /** Nothing failed: the later one holds all that it would have held. */
    @Test
    void oneThatALaterOneOvertakesIsNoFailureThatTheJobMustBear() {
        job.settings.put("execution.checkpointing.tolerable-failed-checkpoints", "0");
        job.settings.put("execution.checkpointing.max-concurrent-checkpoints", "2");
        job.run();
        job.house.advance(TwoTasks.INTERVAL);
        job.house.advance(TwoTasks.INTERVAL);
        job.overtaken(job.one, 1);
        assertThat(job.house.last(job.job).status()).isEqualTo(JobStatus.RUNNING);
        job.taken(2);
        assertThat(job.kept()).containsExactly(2L);

        job.house.advance(TwoTasks.INTERVAL);
        job.declined(job.one, 3, "disk full");
        assertThat(job.house.last(job.job).status()).isEqualTo(JobStatus.RESTARTING);
    }

    @Test
    void aJobThatHasTakenNoneYetHasAllZeros() {
        job.run();
        CheckpointStatistics none = job.statistics();
        assertThat(none.counts()).isEqualTo(new Counts(0, 0, 0, 0, 0));
        assertThat(none.summary().bytes()).isEqualTo(new Quantiles(0, 0, 0, 0, 0, 0, 0, 0));
        assertThat(none.latest().completed()).isNull();
        assertThat(none.history()).isEmpty();
    }

    @Test
    void oneIsToldWithThePartOfEachTask() {
        job.run();
        job.house.advance(TwoTasks.INTERVAL);
        job.house.advance(Duration.ofMillis(30));
        job.taken(job.one, 1, job.first, new SnapshotTiming(1, 2, 3, 4));
        job.house.advance(Duration.ofMillis(20));
        job.taken(job.two, 1, job.second, new SnapshotTiming(5, 6, 7, 8));

        CheckpointDetails only = job.statistics().history().get(0);

        long began = only.triggeredAtMs();
        assertThat(only.status()).isEqualTo(CheckpointStatus.COMPLETED);
        assertThat(only.asked()).isFalse();
        assertThat(only.durationMs()).isEqualTo(50);
        assertThat(only.lastAckAtMs()).isEqualTo(began + 50);
        assertThat(only.bytes()).isEqualTo(20);
        assertThat(only.files()).isEqualTo(2);
        assertThat(only.alignmentMs()).isEqualTo(6);
        assertThat(only.subtasks()).isEqualTo(2);
        assertThat(only.acknowledged()).isEqualTo(2);
        assertThat(only.path()).isEqualTo("memory:/" + job.job + "/chk-1");
        assertThat(only.failure()).isNull();
        assertThat(only.vertices())
                .singleElement()
                .satisfies(vertex -> assertThat(vertex.subtasks())
                        .containsExactly(
                                new SubtaskDetails(0, 0, began + 30, 30, 1, 2, 3, 4, 10),
                                new SubtaskDetails(1, 0, began + 50, 50, 5, 6, 7, 8, 10)));
        assertThat(only.brief().vertices()).isEmpty();
    }

    @Test
    void oneUnderWayIsToldAsFarAsItIs() {
        job.run();
        job.house.advance(TwoTasks.INTERVAL);
        job.house.advance(Duration.ofMillis(30));
        job.taken(job.one, 1, job.first);

        CheckpointStatistics statistics = job.statistics();

        assertThat(statistics.counts()).isEqualTo(new Counts(0, 1, 1, 0, 0));
        assertThat(statistics.history()).singleElement().satisfies(only -> {
            assertThat(only.status()).isEqualTo(CheckpointStatus.IN_PROGRESS);
            assertThat(only.durationMs()).isEqualTo(30);
            assertThat(only.subtasks()).isEqualTo(2);
            assertThat(only.acknowledged()).isEqualTo(1);
            assertThat(only.path()).isNull();
        });
    }

    @Test
    void theLastAreRememberedOneByOneAndAllInTheSummary() {
        job.run();
        for (int checkpoint = 1; checkpoint <= 5; checkpoint++) {
            next(checkpoint);
        }

        CheckpointStatistics statistics = job.statistics();

        assertThat(statistics.counts()).isEqualTo(new Counts(0, 5, 0, 5, 0));
        assertThat(statistics.history()).extracting(CheckpointDetails::id).containsExactly(5L, 4L, 3L);
        assertThat(statistics.summary().bytes()).isEqualTo(new Quantiles(20, 20, 20, 20, 20, 20, 20, 20));
        assertThat(statistics.latest().completed())
                .isNotNull()
                .satisfies(latest -> assertThat(latest.id()).isEqualTo(5));
    }

    @Test
    void theCauseOfAFailureAndWhoWasLateAreTold() {
        job.settings.put("execution.checkpointing.tolerable-failed-checkpoints", "9");
        job.run();
        job.ask("a");
        job.taken(job.one, 1, job.first);
        for (int i = 0; i < 11; i++) {
            job.beat();
        }

        CheckpointDetails failed = job.statistics().latest().failed();

        assertThat(failed).isNotNull();
        assertThat(failed.id()).isEqualTo(1);
        assertThat(failed.asked()).isTrue();
        assertThat(failed.acknowledged()).isEqualTo(1);
        assertThat(failed.failure())
                .contains("10000 ms")
                .contains("nothing from " + job.two)
                .contains("2/2")
                .doesNotContain("1/2");
    }

    @Test
    void aRestartCountsAndKeepsWhatIsKnown() {
        job.run();
        next(1);
        job.lose(job.two);
        job.moved(job.one, job.first, TaskState.CANCELED, Optional.empty());
        job.another("three");
        job.allRun();
        next(2);

        CheckpointStatistics statistics = job.statistics();

        assertThat(statistics.counts()).isEqualTo(new Counts(1, 2, 0, 2, 0));
        assertThat(statistics.latest().restored())
                .isNotNull()
                .satisfies(restored -> assertThat(restored.id()).isEqualTo(1));
        assertThat(statistics.history().get(0).vertices().get(0).subtasks())
                .extracting(SubtaskDetails::attempt)
                .containsOnly(1);
    }

    @Test
    void whatIsKnownOutlivesTheJob() {
        job.run();
        next(1);
        job.finish();
        assertThat(job.house.last(job.job).status()).isEqualTo(JobStatus.FINISHED);

        assertThat(job.statistics().counts()).isEqualTo(new Counts(0, 1, 0, 1, 0));
    }

    @Test
    void ofAJobWithoutCheckpointsThereIsNothingToTell() {
        job.submit(JobGraph.Mode.BATCH);
        assertThat(job.figures().taken()).isEmpty();
    }
}
