package io.millrace.protocol.wire;

import io.millrace.control.Message;
import io.millrace.protocol.ClientMessage;
import io.millrace.protocol.JobEntry;
import io.millrace.protocol.JobManagerMessage;
import io.millrace.protocol.JobNews;
import io.millrace.protocol.TaskManagerMessage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All messages that cross the wire, in the order of the union in the schema: their place there is their number. */
final class MessageTypes {
    static final List<Class<? extends Message>> ALL = List.of(
            ClientMessage.SubmitJob.class,
            ClientMessage.CancelJob.class,
            ClientMessage.WantJob.class,
            ClientMessage.WantJobs.class,
            ClientMessage.Received.class,
            JobNews.JobMoved.class,
            JobNews.OperatorResult.class,
            JobNews.JobUnknown.class,
            JobNews.JobList.class,
            JobManagerMessage.Welcome.class,
            JobManagerMessage.Goodbye.class,
            JobManagerMessage.DeployTasks.class,
            JobManagerMessage.CancelTasks.class,
            JobManagerMessage.GiveSplits.class,
            JobManagerMessage.TellOperator.class,
            JobManagerMessage.ForgetJob.class,
            JobManagerMessage.Heard.class,
            TaskManagerMessage.Here.class,
            TaskManagerMessage.Heartbeat.class,
            TaskManagerMessage.TaskMoved.class,
            TaskManagerMessage.WantSplits.class,
            TaskManagerMessage.OperatorSays.class,
            TaskManagerMessage.Leaving.class,
            JobManagerMessage.ReleasePartitions.class,
            JobEntry.JobAccepted.class,
            JobEntry.JobEnded.class,
            JobManagerMessage.TriggerCheckpoint.class,
            JobManagerMessage.CheckpointCompleted.class,
            JobManagerMessage.CheckpointAborted.class,
            TaskManagerMessage.CheckpointTaken.class,
            TaskManagerMessage.CheckpointDeclined.class,
            TaskManagerMessage.AwaitsCheckpoint.class,
            TaskManagerMessage.TasksMeasured.class,
            ClientMessage.TakeCheckpoint.class,
            JobNews.CheckpointNews.class,
            JobEntry.RegionFinished.class,
            JobEntry.JobEnding.class);

    private static final Map<Class<?>, Integer> NUMBERS = new LinkedHashMap<>();

    static {
        for (int i = 0; i < ALL.size(); i++) {
            NUMBERS.put(ALL.get(i), i);
        }
    }

    private MessageTypes() {}

    static int numberOf(Message message) {
        Integer number = NUMBERS.get(message.getClass());
        if (number == null) {
            throw new IllegalArgumentException(
                    message.getClass().getName() + " is no message of the protocol; it must stay within its node");
        }
        return number;
    }
}
