package io.millrace.protocol;

import io.millrace.control.checkpoint.Manifest.CoordinatorState;
import io.millrace.dataflow.JobID;
import java.util.List;

/**
 * How the coordinators of a vertex stood behind a message to its tasks. It travels with the message and is kept by who gets
 * it, so that the coordinators of a later leader can go on from there while the tasks run on.
 *
 * @param said how many {@link JobManagerMessage.GiveSplits} and {@link JobManagerMessage.TellOperator} the attempts of the
 *     vertex had been sent by then, in this run of theirs: the standing is good only if they have received exactly so many
 * @param heard how many {@link TaskManagerMessage.OperatorSays} of these attempts the coordinators had taken in by then: it is
 *     good only if exactly so many were acknowledged; {@link #ANY}: it is good however many were
 * @param states of those coordinators that have said or heard anything
 */
public record Standing(JobID job, int vertex, long said, long heard, List<CoordinatorState> states) {
    /** In place of a number of words that the coordinators have heard. */
    public static final long ANY = -1;

    public Standing {
        states = List.copyOf(states);
    }
}
