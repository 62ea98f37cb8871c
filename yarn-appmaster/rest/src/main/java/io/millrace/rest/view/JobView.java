package io.millrace.rest.view;

import io.millrace.control.Epoch;
import io.millrace.dataflow.JobID;
import io.millrace.dataflow.JobStatus;
import io.millrace.protocol.JobNews.JobMoved;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How a job stands.
 *
 * @param job 32 hexadecimal digits
 * @param epoch the leadership that says so
 * @param runtimeMs from RUNNING to now or to the end
 * @param failure the cause if it failed, or while it restarts; else null
 * @param accumulators serialised, by name; filled when FINISHED
 */
public record JobView(
        String job,
        long epoch,
        String name,
        JobStatus status,
        long runtimeMs,
        @Nullable FailureView failure,
        Map<String, byte[]> accumulators) {
    public JobView {
        accumulators = new TreeMap<>(accumulators);
    }

    public static JobView of(JobMoved news) {
        return new JobView(
                news.job().toString(),
                news.epoch().number(),
                news.name(),
                news.status(),
                news.runtimeMs(),
                news.failure().map(FailureView::of).orElse(null),
                news.accumulators());
    }

    public JobID id() {
        return JobID.fromHexString(job);
    }

    /** As the dispatcher said it. */
    public JobMoved toNews() {
        return new JobMoved(
                new Epoch(epoch),
                id(),
                name,
                status,
                Optional.ofNullable(failure).map(FailureView::toFailure),
                accumulators,
                runtimeMs);
    }
}
