package io.millrace.jobmanager.slot;

import io.millrace.dataflow.JobID;
import io.millrace.protocol.PartitionId;
import io.millrace.protocol.TaskManagerMessage;
import io.millrace.protocol.TaskManagerMessage.AwaitsCheckpoint;
import io.millrace.protocol.TaskManagerMessage.CheckpointDeclined;
import io.millrace.protocol.TaskManagerMessage.CheckpointTaken;
import io.millrace.protocol.TaskManagerMessage.Heartbeat;
import io.millrace.protocol.TaskManagerMessage.Here;
import io.millrace.protocol.TaskManagerMessage.JobProgress;
import io.millrace.protocol.TaskManagerMessage.OperatorSays;
import io.millrace.protocol.TaskManagerMessage.Progress;
import io.millrace.protocol.TaskManagerMessage.TaskMoved;
import java.util.List;
import java.util.Optional;

/** What of a TaskManager's words concerns one job. */
final class JobShare {
    private JobShare() {}

    /** The job that a numbered report is about. */
    static JobID jobOf(TaskManagerMessage report) {
        if (report instanceof TaskMoved moved) {
            return moved.attempt().job();
        } else if (report instanceof CheckpointTaken taken) {
            return taken.job();
        } else if (report instanceof CheckpointDeclined declined) {
            return declined.job();
        } else if (report instanceof AwaitsCheckpoint awaits) {
            return awaits.attempt().job();
        }
        return ((OperatorSays) report).attempt().job();
    }

    /** Empty if there is nothing of the job. */
    static Optional<SlotNews.AttemptsSeen> seen(JobID job, Heartbeat message) {
        List<Progress> running = message.running().stream()
                .filter(progress -> progress.attempt().job().equals(job))
                .toList();
        List<PartitionId> kept = of(job, message.partitions());
        if (running.isEmpty() && kept.isEmpty()) {
            return Optional.empty();
        }
        long completed =
                progress(job, message.checkpoints()).map(JobProgress::completed).orElse(0L);
        return Optional.of(new SlotNews.AttemptsSeen(message.from(), running, kept, completed));
    }

    /** @param slot any of the TaskManager's */
    static SlotNews.Survivor survivor(JobID job, Here message, Slot slot) {
        Optional<JobProgress> checkpoints = progress(job, message.checkpoints());
        return new SlotNews.Survivor(
                slot,
                message.tasks().stream()
                        .filter(task -> task.attempt().job().equals(job))
                        .toList(),
                of(job, message.partitions()),
                checkpoints.map(JobProgress::completed).orElse(0L),
                checkpoints.map(JobProgress::begun).orElse(0L),
                message.standings().stream()
                        .filter(standing -> standing.job().equals(job))
                        .toList());
    }

    private static List<PartitionId> of(JobID job, List<PartitionId> partitions) {
        return partitions.stream()
                .filter(partition -> partition.job().equals(job))
                .toList();
    }

    private static Optional<JobProgress> progress(JobID job, List<JobProgress> checkpoints) {
        return checkpoints.stream()
                .filter(progress -> progress.job().equals(job))
                .findFirst();
    }
}
