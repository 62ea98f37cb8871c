package io.millrace.dataflow.deploy;

import io.millrace.dataflow.JobID;
import io.millrace.dataflow.JobStatus;

/** One line of a list of jobs; {@code startedAtMs} since 1970. */
public record JobStanding(JobID job, String name, JobStatus status, long startedAtMs) {}
