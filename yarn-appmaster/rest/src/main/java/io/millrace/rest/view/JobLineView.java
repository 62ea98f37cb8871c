package io.millrace.rest.view;

import io.millrace.dataflow.JobID;
import io.millrace.dataflow.JobStatus;
import io.millrace.protocol.JobNews.JobLine;

/**
 * One job in a list.
 *
 * @param job 32 hexadecimal digits
 * @param startedAtMs since 1970
 */
public record JobLineView(String job, String name, JobStatus status, long startedAtMs) {
    public static JobLineView of(JobLine line) {
        return new JobLineView(line.job().toString(), line.name(), line.status(), line.startedAtMs());
    }

    public JobID id() {
        return JobID.fromHexString(job);
    }
}
