package io.millrace.jobmanager.job;

import io.millrace.control.Epoch;
import io.millrace.dataflow.JobID;
import io.millrace.dataflow.graph.JobGraph;
import io.millrace.jobmanager.succession.Generation;
import io.millrace.jobmanager.succession.Legacy;

/**
 * A job, and who leads it.
 *
 * @param graphBytes the serialised form of {@code graph}, for the TaskManagers
 * @param mayBeInherited whether another leader can take it over; who does not care saves some work
 * @param generation the first if nobody led the job before
 * @param legacy what those that led it before have written down
 */
public record JobSpec(
        JobID job,
        byte[] graphBytes,
        JobGraph graph,
        Epoch epoch,
        Generation generation,
        boolean mayBeInherited,
        Legacy legacy) {}
