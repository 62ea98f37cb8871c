package io.millrace.jobmanager.job;

import io.millrace.control.Address;
import io.millrace.control.Message;
import io.millrace.control.report.FailureReport;
import io.millrace.dataflow.JobID;
import io.millrace.dataflow.JobStatus;
import io.millrace.dataflow.deploy.CheckpointStanding;
import io.millrace.jobmanager.checkpoint.CheckpointFigures;
import io.millrace.protocol.Failure;
import io.millrace.protocol.JobEntry;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a job says to the dispatcher, within their node. */
public sealed interface JobReport extends Message {
    JobID job();

    /**
     * The job changed its state. With a terminal one it is over, and its actor may be taken away.
     *
     * @param failure present if the job has FAILED, fails, or restarts
     * @param accumulators filled when FINISHED
     * @param runtimeMs since the job first ran; 0 before
     */
    record StatusChanged(
            JobID job, JobStatus status, Optional<Failure> failure, Map<String, byte[]> accumulators, long runtimeMs)
            implements JobReport {}

    /** What became of a checkpoint that clients had asked for by these requests. */
    record CheckpointMoved(JobID job, List<String> requests, CheckpointStanding outcome) implements JobReport {
        public CheckpointMoved {
            requests = List.copyOf(requests);
        }
    }

    /** This is to be written down; answered by {@link JobWritten} when it is durable. */
    record ToWrite(JobEntry entry) implements JobReport {
        @Override
        public JobID job() {
            return entry.job();
        }
    }

    /** Something of the job failed or was lost. */
    record FailureNoted(JobID job, FailureReport report) implements JobReport {}

    /** The job is about to end; this is what remains to be told of its checkpoints. */
    record CheckpointsEnded(JobID job, CheckpointFigures.Told figures) implements JobReport {}

    /** Nothing more is done about the checkpoints of the job, which is over. */
    record CheckpointsClosed(JobID job) implements JobReport {}

    /**
     * The job is about to end. When that is written down, its slots are free and these TaskManagers forget it; before, a leader
     * that follows may need what they hold to bring it to the same end.
     */
    record Farewell(JobID job, List<Address> taskManagers) implements JobReport {
        public Farewell {
            taskManagers = List.copyOf(taskManagers);
        }
    }

    /** A coordinator has a result for the client. */
    record ResultAdded(JobID job, String name, byte[] payload) implements JobReport {}
}
