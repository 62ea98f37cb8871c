package io.millrace.jobmanager.checkpoint;

import io.millrace.control.Address;
import io.millrace.control.Message;
import io.millrace.dataflow.JobID;
import java.util.Optional;

/** How the checkpoints of a job go, for those who look on. Within the JobManager's node. */
public sealed interface CheckpointFigures extends Message {
    /**
     * Asks the dispatcher; answered by {@link Told}, also when the job has ended, or by {@link
     * io.millrace.protocol.JobNews.JobUnknown}.
     */
    record Call(Address replyTo, JobID job) implements CheckpointFigures {}

    /** @param taken empty if the job takes no checkpoints */
    record Told(JobID job, Optional<Taken> taken) implements CheckpointFigures {}

    /** How they are taken, and how they go. */
    record Taken(CheckpointSettings settings, CheckpointStatistics statistics) {}
}
