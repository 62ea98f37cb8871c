package io.millrace.simulation.scale;

import io.millrace.control.Epoch;
import io.millrace.control.Turn;
import io.millrace.control.checkpoint.StateHandle;
import io.millrace.dataflow.JobID;
import io.millrace.protocol.AttemptId;
import io.millrace.protocol.JobManagerListener;
import io.millrace.protocol.JobManagerMessage.CancelTasks;
import io.millrace.protocol.JobManagerMessage.CheckpointAborted;
import io.millrace.protocol.JobManagerMessage.CheckpointCompleted;
import io.millrace.protocol.JobManagerMessage.DeployTasks;
import io.millrace.protocol.JobManagerMessage.ForgetJob;
import io.millrace.protocol.JobManagerMessage.GiveSplits;
import io.millrace.protocol.JobManagerMessage.Goodbye;
import io.millrace.protocol.JobManagerMessage.Heard;
import io.millrace.protocol.JobManagerMessage.ReleasePartitions;
import io.millrace.protocol.JobManagerMessage.TellOperator;
import io.millrace.protocol.JobManagerMessage.TriggerCheckpoint;
import io.millrace.protocol.JobManagerMessage.Welcome;
import io.millrace.protocol.OperatorMeasures;
import io.millrace.protocol.SnapshotTiming;
import io.millrace.protocol.TaskManagerId;
import io.millrace.protocol.TaskManagerMessage;
import io.millrace.protocol.TaskManagerMessage.CheckpointTaken;
import io.millrace.protocol.TaskManagerMessage.Heartbeat;
import io.millrace.protocol.TaskManagerMessage.Here;
import io.millrace.protocol.TaskManagerMessage.JobProgress;
import io.millrace.protocol.TaskManagerMessage.Progress;
import io.millrace.protocol.TaskManagerMessage.TaskMoved;
import io.millrace.protocol.TaskManagerMessage.TasksMeasured;
import io.millrace.protocol.TaskMeasures;
import io.millrace.protocol.TaskSnapshot;
import io.millrace.protocol.TaskState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Answers as a TaskManager does whose tasks begin at once, idle, and end when they are told to. */
final class LightTaskManager implements JobManagerListener {
    private static final int SEGMENT_BYTES = 4096;
    private static final int DATA_PORT = 40_000;

    private final TaskManagerId id;
    private final int slots;
    private final Consumer<TaskManagerMessage> jobManager;
    private final List<AttemptId> running = new ArrayList<>();
    private final List<JobProgress> jobs = new ArrayList<>();
    private Epoch epoch = Epoch.NONE;
    private long reports;
    private long heartbeats;

    LightTaskManager(TaskManagerId id, int slots, Consumer<TaskManagerMessage> jobManager) {
        this.id = id;
        this.slots = slots;
        this.jobManager = jobManager;
    }

    void begin() {
        jobManager.accept(new Here(epoch, id, id.address(), "host-of-" + id, DATA_PORT, slots));
    }

    int running() {
        return running.size();
    }

    void beat() {
        List<Progress> progress =
                running.stream().map(attempt -> new Progress(attempt, 0, 0)).toList();
        List<JobID> held = jobs.stream().map(JobProgress::job).toList();
        jobManager.accept(new Heartbeat(epoch, id, heartbeats++, progress, held, List.of(), jobs));
        if (!running.isEmpty()) {
            jobManager.accept(new TasksMeasured(
                    epoch, id, running.stream().map(LightTaskManager::measured).toList()));
        }
    }

    private static TaskMeasures measured(AttemptId attempt) {
        List<OperatorMeasures> operators = List.of(new OperatorMeasures("stage " + attempt.vertex(), 0, Map.of()));
        return new TaskMeasures(attempt, 0, 1000, 0, 0, operators);
    }

    private void moved(AttemptId attempt, TaskState to) {
        jobManager.accept(new TaskMoved(epoch, id, reports++, attempt, to, Optional.empty(), Map.of()));
    }

    private void progress(JobID job, long completed, long begun) {
        JobProgress before =
                jobs.stream().filter(one -> one.job().equals(job)).findFirst().orElse(new JobProgress(job, 0, 0));
        jobs.remove(before);
        jobs.add(new JobProgress(job, Math.max(before.completed(), completed), Math.max(before.begun(), begun)));
    }

    @Override
    public void welcome(Welcome message, Turn turn) {
        epoch = message.epoch();
    }

    @Override
    public void deployTasks(DeployTasks message, Turn turn) {
        progress(message.job(), 0, 0);
        for (AttemptId attempt : message.attempts()) {
            if (!running.contains(attempt)) {
                running.add(attempt);
                moved(attempt, TaskState.RUNNING);
            }
        }
    }

    @Override
    public void cancelTasks(CancelTasks message, Turn turn) {
        for (AttemptId attempt : message.attempts()) {
            if (running.remove(attempt)) {
                moved(attempt, TaskState.CANCELED);
            }
        }
    }

    @Override
    public void triggerCheckpoint(TriggerCheckpoint message, Turn turn) {
        progress(message.job(), 0, message.checkpoint());
        List<TaskSnapshot> parts = new ArrayList<>();
        for (AttemptId attempt : running) {
            StateHandle state = new StateHandle(
                    message.directory() + "/" + id, (long) parts.size() * SEGMENT_BYTES, SEGMENT_BYTES, 1 << 30);
            parts.add(new TaskSnapshot(
                    attempt, Optional.of(state), false, List.of(0), List.of(), new SnapshotTiming(10, 10, 1, 50)));
        }
        jobManager.accept(new CheckpointTaken(epoch, id, reports++, message.job(), message.checkpoint(), parts));
    }

    @Override
    public void checkpointCompleted(CheckpointCompleted message, Turn turn) {
        progress(message.job(), message.checkpoint(), 0);
    }

    @Override
    public void forgetJob(ForgetJob message, Turn turn) {
        jobs.removeIf(one -> one.job().equals(message.job()));
    }

    @Override
    public void goodbye(Goodbye message, Turn turn) {
        throw new IllegalStateException(id + " was sent away: " + message.reason());
    }

    @Override
    public void giveSplits(GiveSplits message, Turn turn) {}

    @Override
    public void tellOperator(TellOperator message, Turn turn) {}

    @Override
    public void releasePartitions(ReleasePartitions message, Turn turn) {}

    @Override
    public void checkpointAborted(CheckpointAborted message, Turn turn) {}

    @Override
    public void heard(Heard message, Turn turn) {}
}
