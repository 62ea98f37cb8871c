package io.millrace.protocol;

import io.millrace.dataflow.JobID;
import java.io.Serializable;
import java.util.Comparator;

/**
 * All that one attempt at a producer writes to one blocking edge, for every subtask of the consumer. It is whole when the
 * attempt is FINISHED; its TaskManager keeps it from then on, to be read any number of times, until {@link
 * JobManagerMessage.ReleasePartitions} or {@link JobManagerMessage.ForgetJob}. What an attempt wrote that ended otherwise
 * is no partition: its TaskManager drops it without being told.
 *
 * @param edge the index of the edge in the job graph
 * @param producer the subtask of the edge's source
 * @param attempt its attempt
 */
public record PartitionId(JobID job, int edge, int producer, int attempt)
        implements Serializable, Comparable<PartitionId> {
    private static final long serialVersionUID = 1L;
    private static final Comparator<PartitionId> ORDER = Comparator.comparing((PartitionId id) -> id.job.toString())
            .thenComparingInt(PartitionId::edge)
            .thenComparingInt(PartitionId::producer)
            .thenComparingInt(PartitionId::attempt);

    @Override
    public int compareTo(PartitionId other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return job + "/edge " + edge + " from " + producer + "#" + attempt;
    }
}
