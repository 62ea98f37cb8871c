package io.millrace.taskmanager.control;

import io.millrace.dataflow.JobID;
import io.millrace.protocol.AttemptId;
import io.millrace.protocol.TaskManagerMessage.HeldTask;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The attempts that a TaskManager runs or ran, until their job is forgotten. */
final class HeldAttempts {
    private record Subtask(JobID job, int vertex, int subtask) {}

    private final TreeMap<AttemptId, HeldAttempt> attempts = new TreeMap<>();

    Optional<HeldAttempt> find(AttemptId id) {
        return Optional.ofNullable(attempts.get(id));
    }

    boolean contains(AttemptId id) {
        return attempts.containsKey(id);
    }

    void add(HeldAttempt attempt) {
        attempts.put(attempt.id, attempt);
    }

    List<HeldAttempt> all() {
        return List.copyOf(attempts.values());
    }

    Stream<HeldAttempt> live() {
        return attempts.values().stream().filter(attempt -> !attempt.hasEnded());
    }

    Stream<HeldAttempt> of(JobID job) {
        return attempts.values().stream().filter(attempt -> attempt.id.job().equals(job));
    }

    List<JobID> jobs() {
        return attempts.keySet().stream().map(AttemptId::job).distinct().toList();
    }

    void forget(JobID job) {
        attempts.keySet().removeIf(attempt -> attempt.job().equals(job));
    }

    /** Of each subtask that ran here; the earlier ones count for nothing. */
    List<HeldAttempt> latest() {
        Map<Subtask, HeldAttempt> latest = new LinkedHashMap<>();
        for (HeldAttempt attempt : attempts.values()) {
            latest.put(new Subtask(attempt.id.job(), attempt.id.vertex(), attempt.id.subtask()), attempt);
        }
        return List.copyOf(latest.values());
    }

    /** For a leader that knows nothing of them. */
    List<HeldTask> told(UnheardReports unheard) {
        List<HeldTask> tasks = new ArrayList<>();
        for (HeldAttempt attempt : latest()) {
            long heard = attempt.saidInAll() - unheard.wordsOf(attempt.id);
            tasks.add(new HeldTask(attempt.id, attempt.splits.next(), attempt.tells.next(), heard));
        }
        return tasks;
    }

    /** What an earlier leader said and that waits for what it said before nobody will say any more; splits are asked for again. */
    void anotherLeader() {
        for (HeldAttempt attempt : attempts.values()) {
            attempt.splits.dropEarly();
            attempt.tells.dropEarly();
            attempt.askAgain();
        }
    }
}
