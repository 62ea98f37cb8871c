package io.millrace.jobmanager.job;

import io.millrace.control.Address;
import io.millrace.control.checkpoint.CheckpointStore;
import io.millrace.control.report.FailureReports;
import io.millrace.jobmanager.coordinator.CoordinatorHost;

/**
 * What a job speaks to.
 *
 * @param dispatcher takes {@link JobReport}s
 * @param coordinators its facts about the job are to be sent to the job's actor
 * @param checkpoints its facts about the job are to be sent to the job's actor
 * @param failures keeps what is said of failures
 */
public record JobPorts(
        Address dispatcher,
        Address slotPool,
        CoordinatorHost coordinators,
        CheckpointStore checkpoints,
        FailureReports failures) {
    /** With other ways to coordinators and checkpoints. */
    public JobPorts with(CoordinatorHost otherHost, CheckpointStore otherStore) {
        return new JobPorts(dispatcher, slotPool, otherHost, otherStore, failures);
    }
}
