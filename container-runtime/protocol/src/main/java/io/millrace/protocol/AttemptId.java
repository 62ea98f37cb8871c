package io.millrace.protocol;

import io.millrace.dataflow.JobID;
import java.io.Serializable;
import java.util.Comparator;

/** One attempt at one subtask of one vertex of one job. */
public record AttemptId(JobID job, int vertex, int subtask, int attempt)
        implements Serializable, Comparable<AttemptId> {
    private static final long serialVersionUID = 1L;
    private static final Comparator<AttemptId> ORDER = Comparator.comparing((AttemptId id) -> id.job.toString())
            .thenComparingInt(AttemptId::vertex)
            .thenComparingInt(AttemptId::subtask)
            .thenComparingInt(AttemptId::attempt);

    @Override
    public int compareTo(AttemptId other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return job + "/" + vertex + "/" + subtask + "#" + attempt;
    }
}
