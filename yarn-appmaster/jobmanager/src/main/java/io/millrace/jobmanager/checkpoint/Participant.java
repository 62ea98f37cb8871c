package io.millrace.jobmanager.checkpoint;

import io.millrace.control.Address;
import io.millrace.protocol.TaskManagerId;
import io.millrace.protocol.TaskManagerMessage.Progress;
import java.util.List;

/**
 * A TaskManager that has to give its part to a checkpoint.
 *
 * @param attempts of the job that run there, with what each was told so far
 */
public record Participant(TaskManagerId taskManager, Address address, List<Progress> attempts) {
    public Participant {
        attempts = List.copyOf(attempts);
    }
}
