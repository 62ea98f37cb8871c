package io.millrace.taskmanager.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.control.Address;
import io.millrace.control.Epoch;
import io.millrace.control.Message;
import io.millrace.control.fake.FakeHouse;
import io.millrace.dataflow.JobID;
import io.millrace.protocol.AttemptId;
import io.millrace.protocol.Endpoint;
import io.millrace.protocol.JobManagerMessage.CheckpointAborted;
import io.millrace.protocol.JobManagerMessage.CheckpointCompleted;
import io.millrace.protocol.JobManagerMessage.DeployTasks;
import io.millrace.protocol.JobManagerMessage.GiveSplits;
import io.millrace.protocol.JobManagerMessage.Heard;
import io.millrace.protocol.JobManagerMessage.TellOperator;
import io.millrace.protocol.JobManagerMessage.TriggerCheckpoint;
import io.millrace.protocol.JobManagerMessage.Welcome;
import io.millrace.protocol.Placements;
import io.millrace.protocol.TaskManagerId;
import io.millrace.protocol.TaskManagerMessage.AwaitsCheckpoint;
import io.millrace.protocol.TaskManagerMessage.CheckpointDeclined;
import io.millrace.protocol.TaskManagerMessage.CheckpointTaken;
import io.millrace.protocol.TaskManagerMessage.Heartbeat;
import io.millrace.protocol.TaskManagerMessage.JobProgress;
import io.millrace.protocol.TaskManagerMessage.Progress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Checkpoints keep their place among splits and tells, whatever the network does to the messages. */
class CheckpointOrderTest {
    private static final Epoch EPOCH = new Epoch(1);
    private static final JobID JOB = new JobID(0, 7);
    private static final AttemptId A = new AttemptId(JOB, 0, 0, 0);
    private static final AttemptId B = new AttemptId(JOB, 0, 1, 0);

    private final FakeHouse house = new FakeHouse("tm");
    private final FakeTaskRunner runner = new FakeTaskRunner(fact -> house.post(TaskManagerActor.NAME, fact));

    @BeforeEach
    void begin() {
        house.host(
                TaskManagerActor.NAME,
                new TaskManagerActor(
                        new Endpoint(new TaskManagerId("tm"), "host", 1),
                        2,
                        new Address("jm", "slots"),
                        new JobManagerLinkSettings(Duration.ofSeconds(1), Duration.ofMinutes(1)),
                        runner,
                        reason -> {}));
        house.settle();
        hear(new Welcome(EPOCH, 1000));
    }

    @Test
    void aCheckpointWaitsForTheSplitsThatItsCoordinatorsKnowOf() {
        deploy(A);
        hear(trigger(1, new Progress(A, 2, 0)));
        hear(new GiveSplits(EPOCH, A, 1, List.of(new byte[1]), false, 0));
        assertThat(runner.calls()).isEmpty();
        hear(new GiveSplits(EPOCH, A, 0, List.of(new byte[1]), false, 0));
        assertThat(runner.calls()).containsExactly("splits " + A + " 1", "splits " + A + " 1", "trigger 1 [" + A + "]");
    }

    @Test
    void aCheckpointWaitsForWhatItsOperatorsWereTold() {
        deploy(A);
        hear(trigger(1, new Progress(A, 0, 1)));
        assertThat(runner.calls()).isEmpty();
        hear(new TellOperator(EPOCH, A, 2, 0, new byte[3], 0));
        assertThat(runner.calls()).containsExactly("tell " + A + " 2 3", "trigger 1 [" + A + "]");
    }

    @Test
    void splitsThatWereGivenAfterACheckpointWasTriggeredWaitForIt() {
        deploy(A);
        hear(new GiveSplits(EPOCH, A, 0, List.of(new byte[1]), true, 1));
        assertThat(runner.calls()).isEmpty();
        hear(trigger(1, new Progress(A, 0, 0)));
        assertThat(runner.calls()).containsExactly("trigger 1 [" + A + "]", "splits " + A + " 1 no more");
    }

    @Test
    void aLaterCheckpointFreesWhatWaitedForOneThatNeverCame() {
        deploy(A);
        hear(new GiveSplits(EPOCH, A, 0, List.of(new byte[1]), false, 1));
        hear(new GiveSplits(EPOCH, A, 1, List.of(new byte[2]), true, 2));
        hear(trigger(2, new Progress(A, 1, 0)));
        assertThat(runner.calls())
                .containsExactly("splits " + A + " 1", "trigger 2 [" + A + "]", "splits " + A + " 1 no more");
    }

    @Test
    void anAbortedCheckpointFreesWhatWaitedForIt() {
        deploy(A);
        hear(new GiveSplits(EPOCH, A, 0, List.of(new byte[1]), false, 1));
        hear(new CheckpointAborted(EPOCH, JOB, 1));
        hear(new CheckpointAborted(EPOCH, JOB, 1));
        assertThat(runner.calls()).containsExactly("aborted 1", "splits " + A + " 1");
        hear(trigger(1, new Progress(A, 0, 0)));
        assertThat(runner.calls()).hasSize(2);
    }

    @Test
    void aCheckpointIsTakenOnceHoweverOftenItIsTriggered() {
        deploy(A, B);
        TriggerCheckpoint message = trigger(1, new Progress(A, 0, 0), new Progress(B, 0, 0));
        hear(message);
        hear(message);
        assertThat(runner.calls()).containsExactly("trigger 1 [" + A + ", " + B + "]");
    }

    @Test
    void aCheckpointThatComesBeforeTheDeploymentIsIgnored() {
        hear(trigger(1, new Progress(A, 0, 0)));
        deploy(A);
        assertThat(runner.calls()).isEmpty();
        hear(trigger(1, new Progress(A, 0, 0)));
        assertThat(runner.calls()).containsExactly("trigger 1 [" + A + "]");
    }

    @Test
    void aCheckpointThatComesBehindALaterOneThatWaitsIsDeclined() {
        deploy(A);
        hear(trigger(2, new Progress(A, 1, 0)));
        hear(trigger(1, new Progress(A, 0, 0)));
        assertThat(house.take(CheckpointDeclined.class)).singleElement().satisfies(word -> {
            assertThat(word.checkpoint()).isEqualTo(1L);
            assertThat(word.overtaken()).isTrue();
        });
        assertThat(runner.calls()).isEmpty();
    }

    @Test
    void whatWasTakenIsSaidUntilItIsHeard() {
        deploy(A);
        house.take(Message.class);
        runner.took(JOB, 1, List.of());
        runner.awaitCheckpoint(A);
        house.settle();
        List<CheckpointTaken> first = house.take(CheckpointTaken.class);
        assertThat(first).hasSize(1);
        assertThat(house.take(AwaitsCheckpoint.class)).hasSize(1);
        house.advance(Duration.ofSeconds(1));
        assertThat(house.take(CheckpointTaken.class)).isEqualTo(first);
        hear(new Heard(EPOCH, first.get(0).sequence() + 1));
        house.advance(Duration.ofSeconds(1));
        assertThat(house.take(CheckpointTaken.class)).isEmpty();
        assertThat(house.take(AwaitsCheckpoint.class)).hasSize(2);
    }

    @Test
    void aCompleteCheckpointIsToldOnceAndShownInHeartbeats() {
        deploy(A);
        hear(new CheckpointCompleted(EPOCH, JOB, 3));
        hear(new CheckpointCompleted(EPOCH, JOB, 3));
        hear(new CheckpointCompleted(EPOCH, JOB, 2));
        assertThat(runner.calls()).containsExactly("completed 3");
        house.advance(Duration.ofSeconds(1));
        List<Heartbeat> beats = house.take(Heartbeat.class);
        assertThat(beats.get(beats.size() - 1).checkpoints()).containsExactly(new JobProgress(JOB, 3, 3));
    }

    private static TriggerCheckpoint trigger(long checkpoint, Progress... attempts) {
        return new TriggerCheckpoint(EPOCH, JOB, checkpoint, 5, "dir", List.of(attempts));
    }

    private void deploy(AttemptId... attempts) {
        hear(new DeployTasks(EPOCH, JOB, new byte[0], List.of(attempts), new Placements(List.of()), Optional.empty()));
        runner.calls().clear();
    }

    private void hear(Message message) {
        house.tell(TaskManagerActor.NAME, message);
    }
}
