package io.millrace.jobmanager.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.control.Address;
import io.millrace.dataflow.JobID;
import io.millrace.dataflow.JobStatus;
import io.millrace.dataflow.deploy.CheckpointStanding;
import io.millrace.dataflow.deploy.CheckpointStatus;
import io.millrace.dataflow.graph.JobGraph;
import io.millrace.protocol.Failure;
import io.millrace.protocol.JobNews.CheckpointNews;
import io.millrace.protocol.JobNews.JobUnknown;
import io.millrace.protocol.TaskState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Checkpoints that a client asks for, beside those that the job takes by itself. */
class AskedCheckpointsTest {
    private final TwoTasks job = new TwoTasks();

    private CheckpointStanding outcome(String request) {
        List<CheckpointStanding> told = job.told(request);
        assertThat(told).isNotEmpty();
        return told.get(told.size() - 1);
    }

    private void isRefused(String request, String... reasons) {
        CheckpointStanding standing = outcome(request);
        assertThat(standing.status()).isEqualTo(CheckpointStatus.FAILED);
        assertThat(standing.checkpoint()).isZero();
        assertThat(standing.reason()).contains(reasons);
    }

    @Test
    void oneBeginsAtOnceAndItsOutcomeIsTold() {
        job.settings.put("execution.checkpointing.interval", "1 h");
        job.run();

        job.ask("a");

        assertThat(job.told("a")).containsExactly(CheckpointStanding.IN_PROGRESS);
        assertThat(job.triggers()).containsExactly(1L);
        job.taken(1);
        assertThat(job.told("a"))
                .containsExactly(CheckpointStanding.completed(1, 0, 20, "memory:/" + job.job + "/chk-1"));
        assertThat(job.kept()).containsExactly(1L);
    }

    @Test
    void askingAgainTakesNoSecondOne() {
        job.run();
        job.ask("a");
        job.ask("a");
        assertThat(job.triggers()).containsExactly(1L);
        job.taken(1);
        job.told("a");

        job.ask("a");

        assertThat(outcome("a").checkpoint()).isEqualTo(1);
        assertThat(job.triggers()).isEmpty();
    }

    @Test
    void allThatAskAreTold() {
        Address other = new Address("other", "client");
        job.run();
        job.ask("a");
        job.ask(other, job.job, "a");
        job.house.house.take(CheckpointNews.class);
        job.taken(1);

        assertThat(job.house.house.take(CheckpointNews.class)).hasSize(2);
    }

    @Test
    void oneWaitsForThoseUnderWayAndAnswersAllThatCameMeanwhile() {
        job.run();
        job.house.advance(TwoTasks.INTERVAL);
        assertThat(job.triggers()).containsExactly(1L);
        job.ask("a");
        job.ask("b");
        assertThat(job.triggers()).isEmpty();

        job.taken(1);

        assertThat(job.triggers()).containsExactly(2L);
        assertThat(job.house.house.take(CheckpointNews.class))
                .extracting(CheckpointNews::standing)
                .containsOnly(CheckpointStanding.IN_PROGRESS);
        job.taken(2);
        assertThat(job.house.house.take(CheckpointNews.class))
                .allSatisfy(news -> assertThat(news.standing().checkpoint()).isEqualTo(2))
                .extracting(CheckpointNews::request)
                .containsExactly("a", "b");
    }

    @Test
    void oneDoesNotWaitForTheMinimumPause() {
        job.settings.put("execution.checkpointing.min-pause", "1 h");
        job.run();
        job.house.advance(TwoTasks.INTERVAL);
        job.taken(1);
        job.house.advance(TwoTasks.INTERVAL.multipliedBy(5));
        assertThat(job.triggers()).containsExactly(1L);

        job.ask("a");

        assertThat(job.triggers()).containsExactly(2L);
        job.taken(2);
        assertThat(outcome("a").checkpoint()).isEqualTo(2);
        job.house.advance(Duration.ofMinutes(59).minus(TwoTasks.INTERVAL.multipliedBy(5)));
        assertThat(job.triggers()).isEmpty();
    }

    @Test
    void theNextPeriodicOneIsAnIntervalAfterIt() {
        job.run();
        job.house.advance(Duration.ofMillis(60));
        job.ask("a");
        job.taken(1);
        job.triggers();
        job.house.advance(Duration.ofMillis(99));
        assertThat(job.triggers()).isEmpty();
        job.house.advance(Duration.ofMillis(1));
        assertThat(job.triggers()).containsExactly(2L);
    }

    @Test
    void oneThatALaterOneOvertakesIsAnsweredByThat() {
        job.settings.put("execution.checkpointing.max-concurrent-checkpoints", "2");
        job.run();
        job.ask("a");
        job.taken(job.one, 1, job.first);
        job.house.advance(TwoTasks.INTERVAL);
        job.taken(job.one, 2, job.first);

        job.taken(job.two, 2, job.second);

        assertThat(outcome("a")).satisfies(standing -> {
            assertThat(standing.status()).isEqualTo(CheckpointStatus.COMPLETED);
            assertThat(standing.checkpoint()).isEqualTo(2);
        });
    }

    @Test
    void theReasonOfAFailureIsTold() {
        job.settings.put("execution.checkpointing.tolerable-failed-checkpoints", "3");
        job.run();
        job.ask("a");
        job.declined(job.two, 1, "disk full");

        assertThat(outcome("a")).satisfies(standing -> {
            assertThat(standing.status()).isEqualTo(CheckpointStatus.FAILED);
            assertThat(standing.checkpoint()).isEqualTo(1);
            assertThat(standing.reason()).contains("two", "disk full");
        });
    }

    @Test
    void aRestartEndsTheOnesUnderWayAndRefusesOthersUntilAllTasksRunAgain() {
        job.run();
        job.house.advance(TwoTasks.INTERVAL);
        job.ask("waits");
        job.lose(job.two);

        isRefused("waits", "RESTARTING");
        job.ask("a");
        isRefused("a", "RESTARTING");
        job.moved(job.one, job.first, TaskState.CANCELED, Optional.empty());
        job.another("three");
        job.triggers();
        job.ask("b");
        isRefused("b", "2 of the 2 tasks", "do not run yet");
        job.allRun();
        job.ask("c");
        assertThat(job.triggers()).hasSize(1);
    }

    @Test
    void oneThatIsBeingCommittedWhenTheJobRestartsIsStillAnswered() {
        job.run();
        job.ask("a");
        job.triggers();
        job.taken(job.one, 1, job.first);
        job.lose(job.two);

        assertThat(outcome("a")).satisfies(standing -> {
            assertThat(standing.status()).isEqualTo(CheckpointStatus.FAILED);
            assertThat(standing.checkpoint()).isEqualTo(1);
            assertThat(standing.reason()).contains("stopped");
        });
    }

    @Test
    void noneIsTakenOfAJobThatHasEndedAndWhatWasTakenIsStillTold() {
        job.run();
        job.ask("a");
        job.taken(1);
        job.finish();
        assertThat(job.house.last(job.job).status()).isEqualTo(JobStatus.FINISHED);
        job.told("a");

        job.ask("a");
        assertThat(outcome("a").checkpoint()).isEqualTo(1);
        job.ask("late");
        isRefused("late", "has ended", "FINISHED");
    }

    @Test
    void whatWaitsWhenTheJobEndsIsToldSo() {
        job.run();
        job.house.advance(TwoTasks.INTERVAL);
        job.ask("a");
        job.cancel();

        isRefused("a", "CANCELLING");
        job.ask("b");
        isRefused("b", "CANCELLING");
    }

    @Test
    void noneIsTakenOfAJobThatNobodyKnows() {
        job.run();
        job.ask(new JobID(9, 9), "a");
        assertThat(job.house.house.take(JobUnknown.class)).hasSize(1);
    }

    @Test
    void noneIsTakenBeforeAllTasksRun() {
        job.submit(JobGraph.Mode.STREAMING);
        job.ask("a");
        isRefused("a", "2 of the 2 tasks");
        job.moved(job.one, job.first, TaskState.RUNNING, Optional.empty());
        job.ask("b");
        isRefused("b", "1 of the 2 tasks");
    }

    @Test
    void noneIsTakenOfABatch() {
        job.submit(JobGraph.Mode.BATCH);
        job.allRun();
        job.ask("a");
        isRefused("a", "batch", "execution.checkpointing.interval");
    }

    @Test
    void noneIsTakenWithoutIntervalAndDirectory() {
        job.settings.remove("execution.checkpointing.interval");
        job.run();
        job.ask("a");
        isRefused("a", "execution.checkpointing.interval", "execution.checkpointing.dir");
    }

    @Test
    void withADirectoryAloneOnlyThoseThatAreAskedForAreTaken() {
        onDemand();
        job.run();
        job.house.advance(Duration.ofSeconds(3));
        assertThat(job.triggers()).isEmpty();

        job.ask("a");
        assertThat(job.triggers()).containsExactly(1L);
        job.taken(1);

        assertThat(outcome("a").status()).isEqualTo(CheckpointStatus.COMPLETED);
        job.house.advance(Duration.ofSeconds(3));
        assertThat(job.triggers()).isEmpty();
    }

    private void onDemand() {
        job.settings.remove("execution.checkpointing.interval");
        job.settings.put("execution.checkpointing.dir", "memory:/elsewhere");
    }

    @Test
    void aJobThatTakesNoneByItselfOutlivesThoseThatFail() {
        onDemand();
        job.run();
        job.ask("a");
        job.declined(job.two, 1, "disk full");

        assertThat(outcome("a").reason()).contains("disk full");
        assertThat(job.house.last(job.job).status()).isEqualTo(JobStatus.RUNNING);
    }

    @Test
    void aJobThatTakesNoneByItselfDoesNotGoOnFromOneByItselfButKeepsIt() {
        onDemand();
        job.run();
        job.ask("a");
        job.taken(1);
        job.moved(
                job.one,
                job.first,
                TaskState.FAILED,
                Optional.of(new Failure(Failure.Owner.USER, Optional.of("op"), 0, "no", "", Optional.empty())));
        job.moved(job.two, job.second, TaskState.CANCELED, Optional.empty());

        assertThat(job.house.last(job.job).status()).isEqualTo(JobStatus.FAILED);
        assertThat(job.kept()).containsExactly(1L);
    }

    @Test
    void oneThatTakesTooLongFailsForItsAskerToo() {
        job.settings.put("execution.checkpointing.tolerable-failed-checkpoints", "9");
        job.run();
        job.ask("a");
        job.taken(job.one, 1, job.first);
        for (int i = 0; i < 11; i++) {
            job.beat();
        }
        assertThat(job.told("a"))
                .last()
                .satisfies(standing -> assertThat(standing.reason()).contains("10000 ms", "two"));
    }
}
