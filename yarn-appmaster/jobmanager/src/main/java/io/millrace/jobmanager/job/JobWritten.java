package io.millrace.jobmanager.job;

import io.millrace.control.Message;
import io.millrace.protocol.JobEntry;

/** What a job wanted to be written down is durable. Within the JobManager's node. */
public record JobWritten(JobEntry entry) implements Message {}
