package io.millrace.jobmanager;

import io.millrace.dataflow.config.ReadableConfig;
import io.millrace.dataflow.config.TaskManagerOptions;
import io.millrace.jobmanager.container.ContainerProfile;
import io.millrace.jobmanager.job.JobSettings;
import io.millrace.jobmanager.job.MessageLimit;
import io.millrace.jobmanager.slot.SlotSettings;
import java.time.Duration;

/**
 * All that a JobManager is told when it starts.
 *
 * @param profile what every container offers
 * @param containersMin so many containers are kept even without work
 * @param containersSpare so many more than its slots need are kept while there is work, to take over what a lost one did
 * @param idleTimeout a container without work is given back after so long. In simulation 1 s to 10 min
 * @param registrationTimeout a container whose TaskManager has not registered after so long is given back and replaced;
 *     long enough for a first download of the libraries. In simulation 30 s
 * @param endedJobsKept so many ended jobs can be asked for
 */
public record JobManagerSettings(
        JobSettings job,
        SlotSettings slots,
        ContainerProfile profile,
        int containersMin,
        int containersSpare,
        Duration idleTimeout,
        Duration registrationTimeout,
        int endedJobsKept) {

    public JobManagerSettings {
        if (containersMin < 0 || containersSpare < 0 || idleTimeout.isNegative() || endedJobsKept < 0) {
            throw new IllegalArgumentException("job manager: expected containersMin, containersSpare ("
                    + JobManagerOptions.TASK_MANAGERS_SPARE.key()
                    + "), idleTimeout, endedJobsKept >= 0, found " + containersMin + ", " + containersSpare
                    + ", " + idleTimeout + ", " + endedJobsKept);
        }
    }

    /** From the cluster's configuration; the defaults are those of {@link JobManagerOptions}. */
    public static JobManagerSettings from(ReadableConfig config, int containersMin) {
        Duration interval = config.get(JobManagerOptions.HEARTBEAT_INTERVAL);
        return new JobManagerSettings(
                new JobSettings(
                        interval,
                        config.get(JobManagerOptions.SLOT_REQUEST_TIMEOUT),
                        MessageLimit.NONE,
                        config.get(JobManagerOptions.CHECKPOINTS_REMEMBERED)),
                new SlotSettings(interval, config.get(JobManagerOptions.HEARTBEAT_TIMEOUT)),
                new ContainerProfile(config.get(TaskManagerOptions.NUM_TASK_SLOTS)),
                containersMin,
                config.get(JobManagerOptions.TASK_MANAGERS_SPARE),
                config.get(JobManagerOptions.TASK_MANAGER_TIMEOUT),
                config.get(JobManagerOptions.TASK_MANAGER_REGISTRATION_TIMEOUT),
                config.get(JobManagerOptions.ENDED_JOBS_KEPT));
    }

    /** Where messages go over a network that has a limit for them. */
    public JobManagerSettings withMessageLimit(MessageLimit limit) {
        return new JobManagerSettings(
                new JobSettings(job.repeatInterval(), job.slotTimeout(), limit, job.checkpointsRemembered()),
                slots,
                profile,
                containersMin,
                containersSpare,
                idleTimeout,
                registrationTimeout,
                endedJobsKept);
    }
}
