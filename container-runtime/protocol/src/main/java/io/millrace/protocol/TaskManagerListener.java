package io.millrace.protocol;

import io.millrace.control.Turn;

/** What the JobManager does about each message of a TaskManager. */
public interface TaskManagerListener {
    void here(TaskManagerMessage.Here message, Turn turn);

    void heartbeat(TaskManagerMessage.Heartbeat message, Turn turn);

    void tasksMeasured(TaskManagerMessage.TasksMeasured message, Turn turn);

    void taskMoved(TaskManagerMessage.TaskMoved message, Turn turn);

    void wantSplits(TaskManagerMessage.WantSplits message, Turn turn);

    void operatorSays(TaskManagerMessage.OperatorSays message, Turn turn);

    void checkpointTaken(TaskManagerMessage.CheckpointTaken message, Turn turn);

    void checkpointDeclined(TaskManagerMessage.CheckpointDeclined message, Turn turn);

    void awaitsCheckpoint(TaskManagerMessage.AwaitsCheckpoint message, Turn turn);

    void leaving(TaskManagerMessage.Leaving message, Turn turn);
}
