package io.millrace.jobmanager.slot;

import io.millrace.control.Address;
import io.millrace.control.Message;
import io.millrace.dataflow.JobID;
import io.millrace.protocol.TaskManagerId;
import io.millrace.protocol.TaskMeasures;
import java.time.Duration;
import java.util.List;

/** Who is registered, for those who look on. Within the JobManager's node. */
public sealed interface TaskManagerRoll extends Message {
    /** Asks the {@link SlotPool}; answered by {@link Called}. */
    record Call(Address replyTo) implements TaskManagerRoll {}

    /** Asks the {@link SlotPool} how the running tasks of a job do; answered by {@link Measured}. */
    record MeasuresCall(Address replyTo, JobID job) implements TaskManagerRoll {}

    /** As their TaskManagers said last; empty if none of the job has said anything. */
    record Measured(JobID job, List<TaskMeasures> tasks) implements TaskManagerRoll {
        public Measured {
            tasks = List.copyOf(tasks);
        }
    }

    record Called(List<Line> lines) implements TaskManagerRoll {
        public Called {
            lines = List.copyOf(lines);
        }
    }

    /**
     * One registered TaskManager.
     *
     * @param host the node that it runs on
     * @param silence since the heartbeat before the last beat of the pool, in whole beats
     */
    record Line(TaskManagerId id, String host, int slots, int free, Duration silence) {}
}
