package io.millrace.rest.gateway;

import io.millrace.control.Message;
import io.millrace.control.report.FailureReport;
import io.millrace.dataflow.JobID;
import io.millrace.dataflow.deploy.CheckpointStanding;
import io.millrace.jobmanager.checkpoint.CheckpointFigures;
import io.millrace.jobmanager.slot.TaskManagerRoll;
import io.millrace.protocol.JobNews.JobLine;
import io.millrace.protocol.JobNews.JobMoved;
import io.millrace.protocol.TaskMeasures;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What requests want of the {@link RestGateway}, within its node; each is answered once. */
public sealed interface Wish extends Message {
    /** Takes an answer on the node's thread: must hand it over and return. */
    @FunctionalInterface
    interface Answer<T> {
        void give(T value);
    }

    /** Run a job, unless it is known; answered when the dispatcher has taken it. */
    record Submit(JobID job, byte[] graph, Answer<Optional<JobMoved>> answer) implements Wish {}

    /** How does a job stand? Empty if nobody knows it. */
    record Look(JobID job, Answer<Optional<JobMoved>> answer) implements Wish {}

    /** Cancel a job; answered when the dispatcher has heard it, empty if it does not know the job. */
    record Cancel(JobID job, Answer<Optional<JobMoved>> answer) implements Wish {}

    /** All jobs. */
    record ListJobs(Answer<List<JobLine>> answer) implements Wish {}

    /** All TaskManagers. */
    record ListTaskManagers(Answer<List<TaskManagerRoll.Line>> answer) implements Wish {}

    /** How do the checkpoints of a job go? Empty if nobody knows the job. */
    record LookAtCheckpoints(JobID job, Answer<Optional<CheckpointFigures.Told>> answer) implements Wish {}

    /** How the running tasks of a job do; empty if none has said anything. */
    record Measure(JobID job, Answer<List<TaskMeasures>> answer) implements Wish {}

    /** What failed of a job lately, oldest first; empty if nobody knows the job. */
    record ListFailures(JobID job, Answer<Optional<List<FailureReport>>> answer) implements Wish {}

    /**
     * Take a checkpoint of a job; empty if nobody knows the job.
     *
     * @param request whose outcome is told however often it is asked for
     * @param waitAtMost so long for the outcome
     */
    record TakeCheckpoint(JobID job, String request, Duration waitAtMost, Answer<Optional<CheckpointStanding>> answer)
            implements Wish {}

    /**
     * A job's results from a number on, or a change of its state; empty if nobody knows the job. The reader has all results
     * with lower numbers: they are dropped.
     *
     * @param version the last that the reader has seen; -1 if none
     * @param waitAtMost so long for something new
     */
    record Poll(JobID job, long from, long version, Duration waitAtMost, Answer<Optional<News>> answer)
            implements Wish {}
}
