package io.millrace.jobmanager.job;

import io.millrace.control.Message;

/** A client wants a checkpoint of the job; answered by {@link JobReport.CheckpointMoved}. Within the JobManager's node. */
public record CheckpointWanted(String request) implements Message {}
