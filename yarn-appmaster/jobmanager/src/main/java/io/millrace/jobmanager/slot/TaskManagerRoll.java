package io.millrace.jobmanager.slot;

import io.millrace.control.Address;
import io.millrace.control.Message;
import io.millrace.protocol.TaskManagerId;
import java.time.Duration;
import java.util.List;

/** Who is registered, for those who look on. Within the JobManager's node. */
public sealed interface TaskManagerRoll extends Message {
    /** Asks the {@link SlotPool}; answered by {@link Called}. */
    record Call(Address replyTo) implements TaskManagerRoll {}

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
