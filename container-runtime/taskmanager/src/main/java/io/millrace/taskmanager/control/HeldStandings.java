package io.millrace.taskmanager.control;

import io.millrace.dataflow.JobID;
import io.millrace.protocol.AttemptId;
import io.millrace.protocol.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The newest standing of each vertex's coordinators that its tasks here were told, kept for a later leader. */
final class HeldStandings {
    private record Key(JobID job, int vertex) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byJob = job.compareTo(other.job);
            return byJob != 0 ? byJob : Integer.compare(vertex, other.vertex);
        }
    }

    private final Map<Key, Standing> newest = new TreeMap<>();

    void hold(Optional<Standing> told) {
        told.ifPresent(one -> newest.merge(
                new Key(one.job(), one.vertex()), one, (a, b) -> b.said() + b.heard() > a.said() + a.heard() ? b : a));
    }

    /** New attempts begin: what coordinators had said to earlier ones counts for nothing. */
    void begin(List<AttemptId> attempts) {
        attempts.forEach(attempt -> newest.remove(new Key(attempt.job(), attempt.vertex())));
    }

    List<Standing> all() {
        return new ArrayList<>(newest.values());
    }

    void forget(JobID job) {
        newest.keySet().removeIf(key -> key.job.equals(job));
    }
}
