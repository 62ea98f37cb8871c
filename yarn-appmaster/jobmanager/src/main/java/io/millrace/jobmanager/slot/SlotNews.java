package io.millrace.jobmanager.slot;

import io.millrace.control.Message;
import io.millrace.jobmanager.container.ContainerDriver;
import io.millrace.protocol.Failure;
import io.millrace.protocol.PartitionId;
import io.millrace.protocol.Standing;
import io.millrace.protocol.TaskManagerId;
import io.millrace.protocol.TaskManagerMessage.HeldTask;
import io.millrace.protocol.TaskManagerMessage.Progress;
import java.util.List;
import java.util.Optional;

/**
 * What the {@link SlotPool} says to a job, within their node. Besides, it passes on the job's {@code TaskMoved} and {@code
 * OperatorSays}, in order per TaskManager and each once, and its {@code WantSplits} as they come.
 */
public sealed interface SlotNews extends Message {
    /** All the slots that were wanted: those that the job held already among them. */
    record SlotsGiven(List<Slot> slots) implements SlotNews {
        public SlotsGiven {
            slots = List.copyOf(slots);
        }
    }

    /**
     * All TaskManagers that may still come have come, or are given up: what is left of the job on them. What they report of
     * it goes before this. Answered by {@link SlotRequest.KeepSlots}.
     */
    record Reunited(List<Survivor> survivors) implements SlotNews {
        public Reunited {
            survivors = List.copyOf(survivors);
        }
    }

    /**
     * A TaskManager that has served an earlier leader.
     *
     * @param slot any of its slots
     * @param tasks the latest attempt of each subtask of the job that ran there
     * @param partitions of the job, that it keeps
     * @param completed as in {@link AttemptsSeen}
     * @param begun the highest checkpoint of the job that began there, 0 if none did
     * @param standings of the job's coordinators, as it knows them
     */
    record Survivor(
            Slot slot,
            List<HeldTask> tasks,
            List<PartitionId> partitions,
            long completed,
            long begun,
            List<Standing> standings) {
        public Survivor {
            tasks = List.copyOf(tasks);
            partitions = List.copyOf(partitions);
            standings = List.copyOf(standings);
        }
    }

    /** There are not enough slots, and no more are to be expected in time. */
    record SlotsDenied(Failure failure) implements SlotNews {}

    /**
     * A TaskManager with slots of the job is lost, and with it all that ran there; nothing more comes from it.
     *
     * @param host where it ran
     * @param container how its container ended, if that is why it is lost
     */
    record TaskManagerGone(
            TaskManagerId taskManager, String host, String reason, Optional<ContainerDriver.Lost> container)
            implements SlotNews {}

    /**
     * A heartbeat's part about the job: what of it runs on a TaskManager, how far it is, and what is kept there.
     *
     * @param completed the highest checkpoint that was heard there to be complete, 0 if none was
     */
    record AttemptsSeen(TaskManagerId taskManager, List<Progress> running, List<PartitionId> partitions, long completed)
            implements SlotNews {
        public AttemptsSeen {
            running = List.copyOf(running);
            partitions = List.copyOf(partitions);
        }
    }
}
