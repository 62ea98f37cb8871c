package io.millrace.taskmanager.control;

import io.millrace.dataflow.JobID;
import java.util.LinkedHashSet;
import java.util.Set;

/** The jobs that have ended, as far as a repeated message about one may still be under way. */
final class EndedJobs {
    private static final int FORGOTTEN_MAX = 10_000;

    private final Set<JobID> ending = new LinkedHashSet<>();
    private final Set<JobID> forgotten = new LinkedHashSet<>();
    /** Those that are ending because an earlier leader said so. */
    private final Set<JobID> endedByEarlier = new LinkedHashSet<>();

    /** @return false if that was known */
    boolean ends(JobID job) {
        endedByEarlier.remove(job);
        return !forgotten.contains(job) && ending.add(job);
    }

    /**
     * What an earlier leader said comes no more. It may have said that a job has ended, and died before that was written
     * down: then the later one runs it again.
     */
    void anotherLeader() {
        forgotten.clear();
        endedByEarlier.addAll(ending);
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
        if (endedByEarlier.remove(job)) {
            return;
        }
        forgotten.add(job);
        if (forgotten.size() > FORGOTTEN_MAX) {
            forgotten.remove(forgotten.iterator().next());
        }
    }
}
