package io.millrace.jobmanager.job;

import io.millrace.control.Address;
import io.millrace.control.Epoch;
import io.millrace.control.Message;
import io.millrace.control.Turn;
import io.millrace.dataflow.JobID;
import io.millrace.protocol.AttemptId;
import io.millrace.protocol.JobManagerMessage.CancelTasks;
import io.millrace.protocol.JobManagerMessage.CheckpointAborted;
import io.millrace.protocol.JobManagerMessage.DeployTasks;
import io.millrace.protocol.JobManagerMessage.GiveSplits;
import io.millrace.protocol.JobManagerMessage.ReleasePartitions;
import io.millrace.protocol.JobManagerMessage.TellOperator;
import io.millrace.protocol.PartitionId;
import io.millrace.protocol.Placements;
import io.millrace.protocol.Restore;
import io.millrace.protocol.Standing;
import io.millrace.protocol.TaskManagerId;
import io.millrace.protocol.TaskManagerMessage.Progress;
import io.millrace.protocol.TaskState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a job says to TaskManagers about its tasks. Everything is said again, a beat after it was said, until a
 * heartbeat or a report shows that it arrived.
 */
final class RunTalk {
    // What it was told.
    private final Epoch epoch;
    private final JobID job;
    private final byte[] graph;
    private final JobRun run;
    private final Function<List<AttemptId>, Optional<Restore>> restore;

    // What it knows.
    private long beat;
    private long triggered;
    private boolean triggeredIsOver;
    private String cancelledBecause = "";

    /** @param restore what the attempts of a TaskManager begin with, whenever they are deployed */
    RunTalk(Epoch epoch, JobID job, byte[] graph, JobRun run, Function<List<AttemptId>, Optional<Restore>> restore) {
        this.epoch = epoch;
        this.job = job;
        this.graph = graph;
        this.run = run;
        this.restore = restore;
    }

    /** The tasks, which are stopped, go on from a checkpoint: no earlier word about one counts for them. */
    void goOn() {
        triggered = 0;
    }

    /** What is said to operators from now on is said after this checkpoint. */
    void triggered(long checkpoint) {
        triggered = checkpoint;
        triggeredIsOver = false;
    }

    /** If something waits for this checkpoint, it must not. */
    void givenUp(long checkpoint) {
        triggeredIsOver |= triggered == checkpoint;
    }

    void deploy(List<TaskRun> tasks, Turn turn) {
        tasks.forEach(task -> task.said(beat));
        Placements placements = run.placements();
        JobRun.byTaskManager(tasks)
                .forEach((address, attempts) -> turn.send(
                        address, new DeployTasks(epoch, job, graph, attempts, placements, restore.apply(attempts))));
    }

    /** Cancels these; those that are being cancelled are told by and by. */
    void cancel(List<TaskRun> live, String reason, Turn turn) {
        cancelledBecause = reason;
        List<TaskRun> told = live.stream()
                .filter(task -> run.regionOf(task).move(task, TaskState.CANCELING))
                .toList();
        cancel(told, turn);
    }

    private void cancel(List<TaskRun> tasks, Turn turn) {
        tasks.forEach(task -> task.said(beat));
        JobRun.byTaskManager(tasks)
                .forEach((address, attempts) -> turn.send(address, new CancelTasks(epoch, attempts, cancelledBecause)));
    }

    /** To the running attempt; dropped if it has ended. */
    void giveSplits(TaskRun task, List<byte[]> splits, boolean noMore, Optional<Standing> standing, Turn turn) {
        if (!task.hasEnded()) {
            turn.send(
                    task.slot.address(),
                    task.splits.add(
                            number -> new GiveSplits(epoch, task.id, number, splits, noMore, triggered, standing),
                            beat));
        }
    }

    /** To the running attempt; dropped if it has ended. */
    void tell(TaskRun task, int operator, byte[] message, Optional<Standing> standing, Turn turn) {
        if (!task.hasEnded()) {
            turn.send(
                    task.slot.address(),
                    task.tells.add(
                            number -> new TellOperator(epoch, task.id, operator, number, message, triggered, standing),
                            beat));
        }
    }

    /** The attempt asks again although splits were given: they were lost on the way. */
    void giveSplitsAgain(TaskRun task, long received, Turn turn) {
        task.splits.acknowledge(received);
        task.splits.since(received).forEach(lost -> turn.send(task.slot.address(), lost));
    }

    /** A heartbeat named these attempts. */
    void seen(List<Progress> running) {
        for (Progress progress : running) {
            TaskRun task = run.task(progress.attempt());
            if (task != null) {
                task.seen();
                task.splits.acknowledge(progress.splitsReceived());
                task.tells.acknowledge(progress.tellsReceived());
            }
        }
    }

    /** Nobody needs these any more. What is not heard is said again when a heartbeat names it. */
    void release(Map<Address, List<PartitionId>> partitions, Turn turn) {
        partitions.forEach((address, some) -> turn.send(address, new ReleasePartitions(epoch, some)));
    }

    /** A heartbeat named these partitions. */
    void releaseUnneeded(TaskManagerId taskManager, List<PartitionId> kept, Turn turn) {
        List<PartitionId> unneeded = run.unneeded(kept);
        if (!unneeded.isEmpty()) {
            turn.send(taskManager.address(), new ReleasePartitions(epoch, unneeded));
        }
    }

    /** Once in a heartbeat interval: says again what seems to be lost. */
    void repeat(Turn turn) {
        if (beat > 0) {
            deploy(
                    run.tasks(task ->
                            task.state() == TaskState.DEPLOYING && task.mayBeUndeployed() && task.wasSaidBefore(beat)),
                    turn);
            cancel(run.tasks(task -> task.state() == TaskState.CANCELING && task.wasSaidBefore(beat)), turn);
            run.tasks(task -> task.state() == TaskState.RUNNING).forEach(task -> {
                List<Message> lost = new ArrayList<>(task.splits.olderThan(beat));
                lost.addAll(task.tells.olderThan(beat));
                lost.forEach(message -> turn.send(task.slot.address(), message));
                if (triggeredIsOver && !lost.isEmpty()) {
                    turn.send(task.slot.address(), new CheckpointAborted(epoch, job, triggered));
                }
            });
        }
        beat++;
    }
}
