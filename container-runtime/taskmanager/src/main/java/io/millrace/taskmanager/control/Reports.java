package io.millrace.taskmanager.control;

import io.millrace.control.Epoch;
import io.millrace.dataflow.JobID;
import io.millrace.protocol.AttemptId;
import io.millrace.protocol.Endpoint;
import io.millrace.protocol.PartitionId;
import io.millrace.protocol.TaskManagerId;
import io.millrace.protocol.TaskManagerMessage.AwaitsCheckpoint;
import io.millrace.protocol.TaskManagerMessage.CheckpointDeclined;
import io.millrace.protocol.TaskManagerMessage.CheckpointTaken;
import io.millrace.protocol.TaskManagerMessage.Here;
import io.millrace.protocol.TaskManagerMessage.OperatorSays;
import io.millrace.protocol.TaskManagerMessage.TaskMoved;
import io.millrace.taskmanager.control.UnheardReports.Report;
import java.util.ArrayList;
import java.util.List;

/** What a TaskManager's numbered reports say. */
final class Reports {
    private final TaskManagerId id;

    Reports(TaskManagerId id) {
        this.id = id;
    }

    Report moved(TaskRunner.Moved fact) {
        return (then, number) -> new TaskMoved(
                then, id, number, fact.attempt(), fact.to(), fact.failure(), fact.accumulators(), fact.log());
    }

    Report said(TaskRunner.OperatorSaid fact) {
        return (then, number) -> new OperatorSays(then, id, number, fact.attempt(), fact.operator(), fact.message());
    }

    Report taken(TaskRunner.Taken fact) {
        return (then, number) -> new CheckpointTaken(then, id, number, fact.job(), fact.checkpoint(), fact.tasks());
    }

    Report declined(JobID job, long checkpoint, String reason, boolean overtaken) {
        return (then, number) -> new CheckpointDeclined(then, id, number, job, checkpoint, reason, overtaken);
    }

    Report awaits(AttemptId attempt) {
        return (then, number) -> new AwaitsCheckpoint(then, id, number, attempt);
    }

    /** What there is, for a leader that knows nothing of it. */
    Here here(
            Epoch epoch,
            Endpoint endpoint,
            int slots,
            HeldAttempts attempts,
            List<PartitionId> kept,
            CheckpointGates gates,
            HeldStandings standings,
            UnheardReports unheard) {
        return new Here(
                epoch,
                id,
                id.address(),
                endpoint.host(),
                endpoint.port(),
                slots,
                attempts.told(unheard),
                kept,
                gates.progress(),
                standings.all(),
                unheard.count());
    }

    /** How the tasks stand, for a leader that knows nothing of them; of each what is not to be said anyhow. */
    List<Report> standing(HeldAttempts attempts, UnheardReports unheard) {
        List<Report> all = new ArrayList<>();
        for (HeldAttempt attempt : attempts.latest()) {
            boolean isTold = unheard.hasEndOf(attempt.id);
            attempt.last().filter(any -> !isTold).ifPresent(fact -> all.add(moved(fact)));
            if (attempt.awaitsCheckpoint()) {
                all.add(awaits(attempt.id));
            }
        }
        return all;
    }
}
