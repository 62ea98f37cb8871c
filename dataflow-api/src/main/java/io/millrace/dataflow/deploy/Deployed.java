package io.millrace.dataflow.deploy;

import io.millrace.dataflow.JobID;
import io.millrace.dataflow.execution.PipelineExecutor;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** An application on a {@link Platform}, and the way to it. Thread-safe; methods block. Closing it leaves it running. */
public interface Deployed extends AutoCloseable {
    String applicationId();

    /** Asks the resource manager how the application stands. */
    ApplicationStatus status() throws DeploymentException;

    /**
     * Submits jobs to it. The jars of the program are those that {@code pipeline.jars} of the job's configuration names; graph
     * and jars are staged in the cluster's file system, and named.
     */
    PipelineExecutor executor();

    /** Its jobs, those that have ended included as far as they are remembered. */
    List<JobStanding> jobs() throws DeploymentException;

    /** How far the loops of a running job are, as of its TaskManagers' last heartbeats; empty if it has none. */
    default List<LoopStanding> loops(JobID job) throws DeploymentException {
        return List.of();
    }

    /** Asks for a job to be cancelled; returns when the request has arrived. */
    void cancel(JobID job) throws DeploymentException;

    /**
     * Takes a checkpoint of a job, beside those that the job takes by itself.
     *
     * @param request 32 hexadecimal digits that the caller makes up: asking again with them takes no second one
     * @param wait so long for its outcome, at most 30 s
     * @return {@link CheckpointStatus#IN_PROGRESS} if that time is over: ask again
     */
    CheckpointStanding takeCheckpoint(JobID job, String request, Duration wait) throws DeploymentException;

    /** How the checkpoints of a job go. */
    CheckpointOverview checkpoints(JobID job) throws DeploymentException;

    /**
     * Waits for the application's end, through failures of the connection and changes of the leader.
     *
     * @return empty if it has not ended in this time
     */
    Optional<ApplicationOutcome> awaitEnd(Duration timeout) throws DeploymentException, InterruptedException;

    /** Ends it in order: running jobs are cancelled first. Returns when the request has arrived. */
    void stop() throws DeploymentException;

    /** Has the resource manager kill it; returns when it is dead. */
    void kill() throws DeploymentException;

    @Override
    void close();
}
