package io.millrace.jobmanager.dispatch;

import io.millrace.control.Address;
import io.millrace.control.Message;
import io.millrace.control.report.FailureReport;
import io.millrace.dataflow.JobID;
import java.util.List;
import java.util.Optional;

/** What failed of a job lately, for those who look on. Within the JobManager's node. */
public sealed interface RecentFailures extends Message {
    /** So many are remembered of a job. */
    int KEPT_MAX = 16;

    /** Asks the {@link Dispatcher}; answered by {@link Recent}. */
    record Call(Address replyTo, JobID job) implements RecentFailures {}

    /** @param reports the latest, oldest first, without lines of logs; empty if the job is not known */
    record Recent(JobID job, Optional<List<FailureReport>> reports) implements RecentFailures {}
}
