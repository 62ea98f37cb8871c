package io.millrace.protocol;

import io.millrace.control.Turn;

/** What a TaskManager does about each message of the JobManager: the table of contents of its actor. */
public interface JobManagerListener {
    void welcome(JobManagerMessage.Welcome message, Turn turn);

    void goodbye(JobManagerMessage.Goodbye message, Turn turn);

    void deployTasks(JobManagerMessage.DeployTasks message, Turn turn);

    void cancelTasks(JobManagerMessage.CancelTasks message, Turn turn);

    void giveSplits(JobManagerMessage.GiveSplits message, Turn turn);

    void tellOperator(JobManagerMessage.TellOperator message, Turn turn);

    void releasePartitions(JobManagerMessage.ReleasePartitions message, Turn turn);

    void triggerCheckpoint(JobManagerMessage.TriggerCheckpoint message, Turn turn);

    void checkpointCompleted(JobManagerMessage.CheckpointCompleted message, Turn turn);

    void checkpointAborted(JobManagerMessage.CheckpointAborted message, Turn turn);

    void forgetJob(JobManagerMessage.ForgetJob message, Turn turn);

    void heard(JobManagerMessage.Heard message, Turn turn);
}
