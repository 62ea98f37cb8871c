package io.millrace.jobmanager.slot;

import io.millrace.control.Address;
import io.millrace.control.Message;
import io.millrace.dataflow.JobID;
import io.millrace.protocol.TaskManagerId;
import java.time.Duration;
import java.util.List;

/** What jobs say to the {@link SlotPool}, within their node. */
public sealed interface SlotRequest extends Message {
    JobID job();

    /**
     * The job needs so many slots, those that it holds counted in; what is missing it gets all at once. Answered by {@link
     * SlotNews.SlotsGiven} or {@link SlotNews.SlotsDenied}. Replaces all earlier wishes of the job.
     */
    record WantSlots(JobID job, Address replyTo, int slots, Duration timeout) implements SlotRequest {
        public WantSlots {
            if (slots < 1) {
                throw new IllegalArgumentException("job " + job + ": expected to want >= 1 slots, found " + slots);
            }
        }
    }

    /** The actor of a job of an earlier leader is there: it wants to hear what is left, by {@link SlotNews.Reunited}. */
    record Adopt(JobID job) implements SlotRequest {}

    /**
     * Answers {@link SlotNews.Reunited}: these slots are the job's already.
     *
     * @param slots for each of them its TaskManager; one that is lost by now is told as {@link SlotNews.TaskManagerGone}
     */
    record KeepSlots(JobID job, List<TaskManagerId> slots) implements SlotRequest {
        public KeepSlots {
            slots = List.copyOf(slots);
        }
    }

    /** The job has ended: its slots are free, and TaskManagers may forget it. */
    record JobOver(JobID job) implements SlotRequest {}
}
