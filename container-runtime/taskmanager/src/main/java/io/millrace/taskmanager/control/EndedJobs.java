package io.millrace.taskmanager.control;

import io.millrace.dataflow.JobID;
import java.util.LinkedHashSet;
import java.util.Set;

/** The jobs that have ended, as far as a repeated message about one may still be under way. */
final class EndedJobs {
    private static final int FORGOTTEN_MAX = 10_000;

    private final Set<JobID> ending = new LinkedHashSet<>();
    private final Set<JobID> forgotten = new LinkedHashSet<>();

    /** @return false if that was known */
    boolean ends(JobID job) {
        return !forgotten.contains(job) && ending.add(job);
    }

    /** It has ended, and attempts of it may not have. */
    boolean isEnding(JobID job) {
        return ending.contains(job);
    }

    boolean isForgotten(JobID job) {
        return forgotten.contains(job);
    }

    boolean contains(JobID job) {
        return isEnding(job) || isForgotten(job);
    }

    /** Its last attempt has ended; of these jobs the newest are remembered. */
    void forget(JobID job) {
        ending.remove(job);
        forgotten.add(job);
        if (forgotten.size() > FORGOTTEN_MAX) {
            forgotten.remove(forgotten.iterator().next());
        }
    }
}
