package io.millrace.yarn.master;

import io.millrace.dataflow.graph.GraphFingerprint;
import io.millrace.dataflow.graph.JobGraph;
import io.millrace.dataflow.program.ProgramChangedException;
import io.millrace.jobmanager.succession.Inheritance;
import io.millrace.jobmanager.succession.Inheritance.InheritedJob;
import java.util.List;
import java.util.Optional;

/**
 * The jobs that a program submitted while earlier ApplicationMasters ran it. It is run from the beginning, and its n-th job now
 * is the n-th one of then: as long as it does the same, no job is run twice. Thread-safe.
 */
final class RecordedJobs {
    private final List<InheritedJob> jobs;
    private int next;

    RecordedJobs(Inheritance inherited) {
        this.jobs = inherited.jobs();
    }

    /**
     * The program submits a job.
     *
     * @return the same job of then; empty if it had come no further
     * @throws ProgramChangedException if it was another one
     */
    synchronized Optional<InheritedJob> submitted(JobGraph graph) throws ProgramChangedException {
        if (next == jobs.size()) {
            return Optional.empty();
        }
        InheritedJob then = jobs.get(next++);
        if (!then.accepted().structure().equals(GraphFingerprint.of(graph))) {
            throw new ProgramChangedException(
                    "The program was run again after the loss of the ApplicationMaster of epoch "
                            + then.acceptedIn().number() + ", and does something else: its job number " + next
                            + " was '"
                            + then.accepted().name() + "' (" + then.accepted().job() + ") and is now '" + graph.name()
                            + "', with other operators, parallelism or edges. Millrace cannot say what of it is done already."
                            + " Let what main() submits depend on nothing but its arguments and the results of its jobs; look at"
                            + " what the first run has written, and submit the program again.");
        }
        return Optional.of(then);
    }
}
