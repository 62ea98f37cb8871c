package io.millrace.protocol;

import io.millrace.dataflow.JobID;
import java.io.Serializable;

/** One attempt at one subtask of one vertex of one job. */
public record AttemptId(JobID job, int vertex, int subtask, int attempt)
        implements Serializable, Comparable<AttemptId> {
    private static final long serialVersionUID = 1L;

    /** By job in the order of its printed form, then vertex, subtask and attempt; all control looks tasks up by this. */
    @Override
    public int compareTo(AttemptId other) {
        int order = byPrintedForm(job, other.job);
        order = order == 0 ? Integer.compare(vertex, other.vertex) : order;
        order = order == 0 ? Integer.compare(subtask, other.subtask) : order;
        return order == 0 ? Integer.compare(attempt, other.attempt) : order;
    }

    private static int byPrintedForm(JobID one, JobID other) {
        int order = Long.compareUnsigned(one.getLowerPart(), other.getLowerPart());
        return order == 0 ? Long.compareUnsigned(one.getUpperPart(), other.getUpperPart()) : order;
    }

    @Override
    public String toString() {
        return job + "/" + vertex + "/" + subtask + "#" + attempt;
    }
}
