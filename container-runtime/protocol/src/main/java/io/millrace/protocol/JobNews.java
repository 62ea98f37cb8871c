package io.millrace.protocol;

import io.millrace.control.Epoch;
import io.millrace.control.Message;
import io.millrace.dataflow.JobID;
import io.millrace.dataflow.JobStatus;
import io.millrace.dataflow.deploy.CheckpointStanding;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** From the JobManager to a client that asked. */
public sealed interface JobNews extends Message {
    Epoch epoch();

    /**
     * The state of a job, whenever it changes and when asked.
     *
     * @param failure present if the job has FAILED (and while it is restarting: the cause)
     * @param accumulators serialised, by name, merged over all subtasks; filled when FINISHED
     * @param runtimeMs from RUNNING to now or to the end
     */
    record JobMoved(
            Epoch epoch,
            JobID job,
            String name,
            JobStatus status,
            Optional<Failure> failure,
            Map<String, byte[]> accumulators,
            long runtimeMs)
            implements JobNews {
        public JobMoved {
            accumulators = Collections.unmodifiableMap(new TreeMap<>(accumulators));
        }
    }

    /** What a coordinator said to the client; sequences count from 0 per job, and come before the terminal state. */
    record OperatorResult(Epoch epoch, JobID job, long sequence, String name, byte[] payload) implements JobNews {}

    /** How the checkpoint stands that a client asked for by {@link ClientMessage.TakeCheckpoint}. */
    record CheckpointNews(Epoch epoch, JobID job, String request, CheckpointStanding standing) implements JobNews {}

    record JobUnknown(Epoch epoch, JobID job) implements JobNews {}

    /** One line a job. */
    record JobLine(JobID job, String name, JobStatus status, long startedAtMs) {}

    record JobList(Epoch epoch, List<JobLine> jobs) implements JobNews {
        public JobList {
            jobs = List.copyOf(jobs);
        }
    }
}
