package io.millrace.protocol;

import io.millrace.control.Address;
import io.millrace.control.Message;
import io.millrace.dataflow.JobID;

/** From a client to the JobManager's dispatcher. Repeating one changes nothing; the answer comes again. */
public sealed interface ClientMessage extends Message {
    /** Who asks, and where {@link JobNews} about it go. */
    Address replyTo();

    /**
     * Run a job and send news of it. A job of this id that is known already is not run again.
     *
     * @param graph the serialised {@link io.millrace.dataflow.graph.JobGraph}
     */
    record SubmitJob(Address replyTo, JobID job, byte[] graph) implements ClientMessage {}

    /** Cancel a job; answered by its terminal state, or {@link JobNews.JobUnknown}. */
    record CancelJob(Address replyTo, JobID job) implements ClientMessage {}

    /** Tell the state of one job again (also asks for its news from now on). */
    record WantJob(Address replyTo, JobID job) implements ClientMessage {}

    /** Answered by {@link JobNews.JobList}. */
    record WantJobs(Address replyTo) implements ClientMessage {}

    /** The client has {@link JobNews.OperatorResult}s of a job up to {@code sequence}. */
    record Received(Address replyTo, JobID job, long sequence) implements ClientMessage {}
}
