package io.millrace.taskmanager.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.control.Address;
import io.millrace.control.Epoch;
import io.millrace.control.Message;
import io.millrace.control.fake.FakeHouse;
import io.millrace.control.leader.LeaderAddress;
import io.millrace.control.leader.LeaderWatch.LeaderIs;
import io.millrace.dataflow.JobID;
import io.millrace.protocol.AttemptId;
import io.millrace.protocol.Endpoint;
import io.millrace.protocol.JobManagerMessage.CancelTasks;
import io.millrace.protocol.JobManagerMessage.DeployTasks;
import io.millrace.protocol.JobManagerMessage.ForgetJob;
import io.millrace.protocol.JobManagerMessage.GiveSplits;
import io.millrace.protocol.JobManagerMessage.Goodbye;
import io.millrace.protocol.JobManagerMessage.Heard;
import io.millrace.protocol.JobManagerMessage.ReleasePartitions;
import io.millrace.protocol.JobManagerMessage.TellOperator;
import io.millrace.protocol.JobManagerMessage.Welcome;
import io.millrace.protocol.PartitionId;
import io.millrace.protocol.Placements;
import io.millrace.protocol.TaskManagerId;
import io.millrace.protocol.TaskManagerMessage.Heartbeat;
import io.millrace.protocol.TaskManagerMessage.HeldTask;
import io.millrace.protocol.TaskManagerMessage.Here;
import io.millrace.protocol.TaskManagerMessage.Leaving;
import io.millrace.protocol.TaskManagerMessage.OperatorSays;
import io.millrace.protocol.TaskManagerMessage.Progress;
import io.millrace.protocol.TaskManagerMessage.TaskMoved;
import io.millrace.protocol.TaskManagerMessage.WantSplits;
import io.millrace.protocol.TaskState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TaskManagerActorTest {
    private static final Epoch FIRST = new Epoch(1);
    private static final Epoch SECOND = new Epoch(2);
    private static final Duration BEAT = Duration.ofSeconds(1);
    private static final JobID JOB = new JobID(1, 2);
    private static final AttemptId A = new AttemptId(JOB, 0, 0, 0);
    private static final AttemptId B = new AttemptId(JOB, 0, 1, 0);
    private static final TaskManagerId ID = new TaskManagerId("tm");

    private final FakeHouse house = new FakeHouse("tm");
    private final FakeTaskRunner runner = new FakeTaskRunner(fact -> house.post(TaskManagerActor.NAME, fact));
    private final List<String> ends = new ArrayList<>();
    private final TaskManagerActor actor = new TaskManagerActor(
            new Endpoint(ID, "host", 4711),
            2,
            new Address("jm", "slots"),
            new JobManagerLinkSettings(Duration.ofMillis(100), Duration.ofSeconds(10)),
            runner,
            ends::add);

    TaskManagerActorTest() {
        house.host(TaskManagerActor.NAME, actor);
        house.settle();
    }

    private void hear(Message message) {
        house.tell(TaskManagerActor.NAME, message);
    }

    private void welcome() {
        hear(new Welcome(FIRST, BEAT.toMillis()));
        house.sent().clear();
    }

    private void deploy(AttemptId... attempts) {
        hear(new DeployTasks(FIRST, JOB, new byte[0], List.of(attempts), new Placements(List.of()), Optional.empty()));
    }

    private void beat() {
        house.sent().clear();
        house.advance(BEAT);
    }

    @Test
    void saysThatItIsHereUntilItIsWelcomed() {
        house.advance(Duration.ofMillis(350));
        List<Here> said = house.take(Here.class);
        assertThat(said).hasSizeGreaterThanOrEqualTo(3);
        assertThat(said.get(0)).isEqualTo(new Here(Epoch.NONE, ID, new Address("tm", "taskmanager"), "host", 4711, 2));
        hear(new Welcome(FIRST, BEAT.toMillis()));
        assertThat(actor.state()).isEqualTo(TaskManagerState.SERVING);
        beat();
        assertThat(house.take(Here.class)).isEmpty();
        assertThat(house.take(Heartbeat.class))
                .singleElement()
                .satisfies(heartbeat -> assertThat(heartbeat.epoch()).isEqualTo(FIRST));
    }

    @Test
    void deploysAnAttemptOnceHoweverOftenItIsTold() {
        welcome();
        deploy(A, B);
        deploy(A, B);
        deploy(B);
        assertThat(runner.calls()).containsExactly("deploy " + A, "deploy " + B);
        runner.end(A, TaskState.FINISHED, Optional.empty());
        house.settle();
        deploy(A);
        assertThat(runner.calls()).hasSize(2);
    }

    @Test
    void dropsCommandsOfAnOlderEpoch() {
        welcome();
        hear(new Heard(SECOND, 0));
        deploy(A);
        assertThat(runner.calls()).isEmpty();
        assertThat(actor.epoch()).isEqualTo(SECOND);
    }

    private static LeaderIs leader(Epoch epoch, String node) {
        return new LeaderIs(epoch, new LeaderAddress(node, "host-of-" + node, 4711));
    }

    private void leadsFrom(String node, Epoch epoch) {
        assertThat(house.sent())
                .filteredOn(sent -> sent.message() instanceof Here)
                .singleElement()
                .satisfies(sent -> {
                    assertThat(sent.to()).isEqualTo(new Address(node, "slots"));
                    assertThat(((Here) sent.message()).epoch()).isEqualTo(epoch);
                });
    }

    @Test
    void saysToANewLeaderThatItIsHereAndWhatItRuns() {
        welcome();
        deploy(A, B);
        runner.end(B, TaskState.FINISHED, Optional.empty());
        house.settle();
        house.sent().clear();
        hear(leader(SECOND, "jm-2"));
        leadsFrom("jm-2", SECOND);
        assertThat(house.take(Here.class).get(0).tasks())
                .extracting(HeldTask::attempt)
                .containsExactly(A, B);
        assertThat(actor.state()).isEqualTo(TaskManagerState.SEEKING);
        assertThat(runner.calls()).containsExactly("deploy " + A, "deploy " + B);
        hear(new Welcome(SECOND, BEAT.toMillis()));
        assertThat(actor.state()).isEqualTo(TaskManagerState.SERVING);
        beat();
        assertThat(house.sent())
                .isNotEmpty()
                .allSatisfy(sent -> assertThat(sent.to()).isEqualTo(new Address("jm-2", "slots")));
    }

    @Test
    void numbersItsReportsAnewForANewLeader() {
        welcome();
        deploy(A, B);
        runner.end(A, TaskState.FINISHED, Optional.empty());
        runner.end(B, TaskState.FINISHED, Optional.empty());
        house.settle();
        assertThat(house.take(TaskMoved.class)).extracting(TaskMoved::sequence).containsExactly(0L, 1L, 2L, 3L);
        hear(new Heard(FIRST, 3));
        hear(leader(SECOND, "jm-2"));
        hear(new Welcome(SECOND, BEAT.toMillis()));
        List<TaskMoved> again = house.take(TaskMoved.class);
        assertThat(again).extracting(TaskMoved::attempt).containsExactly(A, B);
        assertThat(again).extracting(TaskMoved::sequence).containsExactly(0L, 1L);
        assertThat(again).allSatisfy(report -> {
            assertThat(report.epoch()).isEqualTo(SECOND);
            assertThat(report.to()).isEqualTo(TaskState.FINISHED);
        });
        hear(new Heard(SECOND, 2));
        beat();
        assertThat(house.take(TaskMoved.class)).isEmpty();
    }

    @Test
    void doesNotGoBackToAnEarlierLeader() {
        hear(leader(SECOND, "jm-2"));
        hear(new Welcome(SECOND, BEAT.toMillis()));
        house.sent().clear();
        hear(leader(FIRST, "jm-1"));
        hear(new Goodbye(FIRST, "the old leader ends it"));
        assertThat(actor.state()).isEqualTo(TaskManagerState.SERVING);
        assertThat(house.take(Here.class)).isEmpty();
        hear(leader(SECOND, "jm-2"));
        assertThat(house.take(Here.class)).isEmpty();
    }

    @Test
    void registersAnewWhenACommandShowsThatAnotherLeads() {
        welcome();
        deploy(A);
        house.sent().clear();
        hear(new CancelTasks(SECOND, List.of(A), "the new leader knows no such job"));
        assertThat(actor.state()).isEqualTo(TaskManagerState.SEEKING);
        assertThat(runner.calls()).contains("cancel " + A);
        beat();
        assertThat(house.take(Here.class))
                .isNotEmpty()
                .allMatch(here -> here.epoch().equals(SECOND));
    }

    @Test
    void aNewLeaderIsGivenTheWholeTimeoutAgain() {
        welcome();
        house.advance(Duration.ofSeconds(9));
        hear(leader(SECOND, "jm-2"));
        house.advance(Duration.ofSeconds(9));
        assertThat(actor.state()).isEqualTo(TaskManagerState.SEEKING);
        house.advance(Duration.ofSeconds(2));
        assertThat(actor.state()).isEqualTo(TaskManagerState.GONE);
    }

    @Test
    void repeatsReportsUntilTheyAreHeard() {
        welcome();
        deploy(A);
        runner.say(A, 1, new byte[] {5});
        house.settle();
        assertThat(house.take(TaskMoved.class)).extracting(TaskMoved::sequence).containsExactly(0L);
        assertThat(house.take(OperatorSays.class))
                .extracting(OperatorSays::sequence)
                .containsExactly(1L);
        beat();
        assertThat(house.take(TaskMoved.class)).extracting(TaskMoved::sequence).containsExactly(0L);
        assertThat(house.take(OperatorSays.class)).hasSize(1);
        hear(new Heard(FIRST, 1));
        beat();
        assertThat(house.take(TaskMoved.class)).isEmpty();
        assertThat(house.take(OperatorSays.class)).hasSize(1);
        hear(new Heard(FIRST, 2));
        beat();
        assertThat(house.take(OperatorSays.class)).isEmpty();
    }

    @Test
    void handsSplitsAndMessagesOverInOrderAndOnce() {
        welcome();
        deploy(A);
        GiveSplits first = new GiveSplits(FIRST, A, 0, List.of(new byte[1]), false, 0);
        GiveSplits second = new GiveSplits(FIRST, A, 1, List.of(), true, 0);
        hear(second);
        hear(first);
        hear(first);
        hear(second);
        TellOperator told = new TellOperator(FIRST, A, 3, 1, new byte[2], 0);
        hear(told);
        hear(new TellOperator(FIRST, A, 2, 0, new byte[1], 0));
        hear(told);
        assertThat(runner.calls())
                .containsExactly(
                        "deploy " + A,
                        "splits " + A + " 1",
                        "splits " + A + " 0 no more",
                        "tell " + A + " 2 1",
                        "tell " + A + " 3 2");
        beat();
        assertThat(house.take(Heartbeat.class).get(0).running()).containsExactly(new Progress(A, 2, 2));
    }

    @Test
    void asksForSplitsAgainUntilTheyCome() {
        welcome();
        deploy(A);
        runner.wantSplit(A);
        house.settle();
        assertThat(house.take(WantSplits.class)).containsExactly(new WantSplits(FIRST, ID, A, 0, "host"));
        beat();
        assertThat(house.take(WantSplits.class)).hasSize(1);
        hear(new GiveSplits(FIRST, A, 0, List.of(new byte[1]), false, 0));
        beat();
        assertThat(house.take(WantSplits.class)).isEmpty();
        runner.wantSplit(A);
        house.settle();
        assertThat(house.take(WantSplits.class)).containsExactly(new WantSplits(FIRST, ID, A, 1, "host"));
    }

    @Test
    void answersACancellationThatOvertookItsDeploymentAndNeverDeploys() {
        welcome();
        hear(new CancelTasks(FIRST, List.of(A), "over"));
        assertThat(house.take(TaskMoved.class)).singleElement().satisfies(moved -> {
            assertThat(moved.attempt()).isEqualTo(A);
            assertThat(moved.to()).isEqualTo(TaskState.CANCELED);
        });
        deploy(A);
        assertThat(runner.calls()).isEmpty();
    }

    @Test
    void cancelsOnceAndReportsTheEndOnce() {
        welcome();
        deploy(A);
        hear(new CancelTasks(FIRST, List.of(A), "over"));
        hear(new CancelTasks(FIRST, List.of(A), "over"));
        assertThat(runner.calls()).containsExactly("deploy " + A, "cancel " + A);
        assertThat(house.take(TaskMoved.class))
                .extracting(TaskMoved::to)
                .containsExactly(TaskState.RUNNING, TaskState.CANCELED);
    }

    @Test
    void forgetsAnEndedJobAndRefusesALateDeploymentOfIt() {
        welcome();
        deploy(A);
        hear(new ForgetJob(FIRST, JOB));
        assertThat(runner.calls()).containsExactly("deploy " + A, "cancel " + A, "forget " + JOB);
        deploy(B);
        assertThat(runner.calls()).hasSize(3);
        beat();
        assertThat(house.take(Heartbeat.class).get(0).jobs()).isEmpty();
    }

    @Test
    void namesTheJobsItHoldsSomethingOf() {
        welcome();
        deploy(A);
        runner.end(A, TaskState.FINISHED, Optional.empty());
        house.settle();
        beat();
        Heartbeat heartbeat = house.take(Heartbeat.class).get(0);
        assertThat(heartbeat.jobs()).containsExactly(JOB);
        assertThat(heartbeat.running()).isEmpty();
    }

    @Test
    void namesThePartitionsItKeepsUntilTheyAreReleased() {
        PartitionId one = new PartitionId(JOB, 0, 0, 0);
        PartitionId other = new PartitionId(JOB, 0, 1, 0);
        welcome();
        deploy(A);
        runner.keep(one);
        runner.keep(other);
        runner.end(A, TaskState.FINISHED, Optional.empty());
        house.settle();
        beat();
        assertThat(house.take(Heartbeat.class).get(0).partitions()).containsExactly(one, other);

        PartitionId unknown = new PartitionId(JOB, 5, 0, 0);
        hear(new ReleasePartitions(FIRST, List.of(one, unknown)));
        hear(new ReleasePartitions(FIRST, List.of(one)));
        beat();

        assertThat(runner.calls()).containsExactly("deploy " + A, "release " + List.of(one));
        assertThat(house.take(Heartbeat.class).get(0).partitions()).containsExactly(other);
    }

    @Test
    void keepsNothingOfAJobThatItForgot() {
        welcome();
        deploy(A);
        runner.keep(new PartitionId(JOB, 0, 0, 0));
        runner.end(A, TaskState.FINISHED, Optional.empty());
        house.settle();
        hear(new ForgetJob(FIRST, JOB));
        beat();
        assertThat(house.take(Heartbeat.class).get(0).partitions()).isEmpty();
    }

    @Test
    void aThreadThatCannotBeHadBackEndsTheTaskManager() {
        welcome();
        deploy(A, B);
        runner.ignoreCancellation();
        hear(new CancelTasks(FIRST, List.of(A), "restart"));
        house.sent().clear();

        house.post(TaskManagerActor.NAME, new TaskRunner.LeftBehind(A, "A ignores its interruption"));
        house.settle();
        assertThat(actor.state()).isEqualTo(TaskManagerState.LEAVING);
        assertThat(runner.calls()).contains("cancel " + B);
        runner.end(A, TaskState.CANCELED, Optional.empty());
        house.settle();
        assertThat(ends).isEmpty();
        runner.end(B, TaskState.CANCELED, Optional.empty());
        house.settle();

        assertThat(ends).containsExactly("A ignores its interruption");
        assertThat(house.take(Leaving.class))
                .singleElement()
                .satisfies(leaving -> assertThat(leaving.reason()).isEqualTo("A ignores its interruption"));
    }

    @Test
    void aGoodbyeCancelsEverythingAndEndsItOnceNothingRuns() {
        welcome();
        deploy(A, B);
        runner.ignoreCancellation();
        hear(new Goodbye(FIRST, "not needed"));
        assertThat(actor.state()).isEqualTo(TaskManagerState.LEAVING);
        assertThat(ends).isEmpty();
        runner.end(A, TaskState.CANCELED, Optional.empty());
        runner.end(B, TaskState.FAILED, Optional.empty());
        house.settle();
        assertThat(actor.state()).isEqualTo(TaskManagerState.GONE);
        assertThat(ends).containsExactly("not needed");
        assertThat(house.take(Leaving.class)).hasSize(1);
        assertThat(house.armed(TaskManagerActor.NAME)).isEmpty();
    }

    @Test
    void aSilentJobManagerIsGivenUpAfterTheTimeoutAndNotBefore() {
        welcome();
        deploy(A);
        for (int second = 0; second < 9; second++) {
            beat();
        }
        assertThat(runner.calls()).containsExactly("deploy " + A);
        hear(new Heard(FIRST, 0));
        for (int second = 0; second < 9; second++) {
            beat();
        }
        assertThat(actor.state()).isEqualTo(TaskManagerState.SERVING);
        beat();
        beat();
        assertThat(runner.calls()).contains("cancel " + A);
        assertThat(ends)
                .singleElement()
                .satisfies(reason -> assertThat(reason).contains("no word from the JobManager"));
    }

    @Test
    void givesUpLookingForAJobManagerThatNeverAnswers() {
        house.advance(Duration.ofSeconds(11));
        assertThat(actor.state()).isEqualTo(TaskManagerState.GONE);
        assertThat(ends).hasSize(1);
    }

    @Test
    void aWordThatATaskRunsAfterItsCancellationIsNotReported() {
        welcome();
        runner.ignoreCancellation();
        house.post(
                TaskManagerActor.NAME,
                new DeployTasks(FIRST, JOB, new byte[0], List.of(A), new Placements(List.of()), Optional.empty()));
        house.post(TaskManagerActor.NAME, new CancelTasks(FIRST, List.of(A), "at once"));
        house.settle();
        assertThat(house.take(TaskMoved.class)).isEmpty();
        runner.end(A, TaskState.FINISHED, Optional.empty());
        house.settle();
        assertThat(house.take(TaskMoved.class))
                .as("it may end well in the meantime")
                .extracting(TaskMoved::to)
                .containsExactly(TaskState.FINISHED);
    }
}
