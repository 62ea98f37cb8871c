package io.millrace.taskmanager.control;

import io.millrace.dataflow.JobID;
import io.millrace.protocol.JobManagerMessage;
import io.millrace.protocol.TaskManagerMessage.JobProgress;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The {@link CheckpointGate} of each job that has heard of a checkpoint here. */
final class CheckpointGates {
    private final Map<JobID, CheckpointGate> gates = new TreeMap<>(Comparator.comparing(JobID::toString));

    CheckpointGate of(JobID job) {
        return gates.computeIfAbsent(job, any -> new CheckpointGate());
    }

    Optional<CheckpointGate> known(JobID job) {
        return Optional.ofNullable(gates.get(job));
    }

    /** @param checkpoint after which the message was said; 0 if there was none */
    boolean passes(JobID job, long checkpoint, JobManagerMessage message) {
        return checkpoint == 0 || of(job).passes(checkpoint, message);
    }

    List<JobProgress> progress() {
        return gates.entrySet().stream()
                .map(gate -> new JobProgress(
                        gate.getKey(),
                        gate.getValue().completed(),
                        gate.getValue().begun()))
                .toList();
    }

    void dropWaiting() {
        gates.values().forEach(CheckpointGate::dropWaiting);
    }

    void forget(JobID job) {
        gates.remove(job);
    }
}
