package io.millrace.jobmanager;

import io.millrace.dataflow.config.ConfigOption;
import io.millrace.dataflow.config.ConfigOptions;
import java.time.Duration;

/** The settings of the JobManager, by the names that users know. */
public final class JobManagerOptions {
    public static final ConfigOption<Duration> HEARTBEAT_INTERVAL = ConfigOptions.key("heartbeat.interval")
            .durationType()
            .defaultValue(Duration.ofSeconds(1))
            .withDescription("How often the JobManager and each TaskManager tell each other that they live.");

    public static final ConfigOption<Duration> HEARTBEAT_TIMEOUT = ConfigOptions.key("heartbeat.timeout")
            .durationType()
            .defaultValue(Duration.ofSeconds(50))
            .withDescription("A TaskManager or JobManager that was not heard of for so long counts as lost.");

    public static final ConfigOption<Duration> SLOT_REQUEST_TIMEOUT =
            io.millrace.dataflow.config.JobManagerOptions.SLOT_REQUEST_TIMEOUT;

    public static final ConfigOption<Duration> TASK_MANAGER_TIMEOUT = ConfigOptions.key(
                    "resourcemanager.taskmanager-timeout")
            .durationType()
            .defaultValue(Duration.ofSeconds(30))
            .withDescription("A TaskManager that runs nothing and holds no results for so long is given back.");

    public static final ConfigOption<Duration> TASK_MANAGER_REGISTRATION_TIMEOUT = ConfigOptions.key(
                    "resourcemanager.taskmanager-registration.timeout")
            .durationType()
            .defaultValue(Duration.ofMinutes(5))
            .withDescription("A container whose TaskManager has not come so long after it was started is given back.");

    public static final ConfigOption<Integer> TASK_MANAGERS_SPARE = ConfigOptions.key(
                    "slotmanager.redundant-taskmanager-num")
            .intType()
            .defaultValue(0)
            .withDescription(
                    "How many more TaskManagers than are needed are kept while there is work, so that a lost one is"
                            + " replaced at once.");

    public static final ConfigOption<Integer> ENDED_JOBS_KEPT =
            io.millrace.dataflow.config.JobManagerOptions.JOB_STORE_MAX_CAPACITY;

    public static final ConfigOption<String> FAILOVER_STRATEGY =
            io.millrace.dataflow.config.JobManagerOptions.EXECUTION_FAILOVER_STRATEGY;

    public static final ConfigOption<String> FAILURE_REPORTS_DIRECTORY = ConfigOptions.key(
                    "jobmanager.failure-reports.dir")
            .stringType()
            .noDefaultValue()
            .withDescription(
                    "Where reports of failures are kept. If not set: on YARN 'failures' in the application's staging directory,"
                            + " for 7 days after its end; in local programs nowhere.");

    public static final ConfigOption<Integer> CHECKPOINTS_REMEMBERED = ConfigOptions.key("web.checkpoints.history")
            .intType()
            .defaultValue(10)
            .withDescription("How many of the last checkpoints of a job are shown.");

    private JobManagerOptions() {}
}
