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

    /**
     * Take a checkpoint that begins after this; answered by {@link JobNews.CheckpointNews}, at once and when its outcome is
     * known, or by {@link JobNews.JobUnknown}.
     *
     * @param request made up by the client, and its alone: asking again with it takes no second checkpoint, and is answered
     *     by how the first one stands
     */
    record TakeCheckpoint(Address replyTo, JobID job, String request) implements ClientMessage {}

    /**
     * What the client has of a job's news. The terminal state is told only to clients that have all results, so a client
     * that never says this never hears the end of a job that has results.
     *
     * @param sequence it has the {@link JobNews.OperatorResult}s with lower numbers; {@link #END}: the terminal state too
     */
    record Received(Address replyTo, JobID job, long sequence) implements ClientMessage {
        /** The terminal state was heard and need not be told again. */
        public static final long END = Long.MAX_VALUE;
    }
}
