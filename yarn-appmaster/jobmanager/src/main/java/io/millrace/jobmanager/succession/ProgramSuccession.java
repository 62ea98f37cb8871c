package io.millrace.jobmanager.succession;

import io.millrace.control.Epoch;
import io.millrace.dataflow.JobStatus;
import io.millrace.jobmanager.succession.Inheritance.InheritedJob;
import java.util.Optional;

/**
 * Whether an ApplicationMaster runs its program from the beginning when an earlier one, which ran it before, was lost. Jobs
 * that did not end have published nothing; one that finished has, and the program would do its work twice.
 */
public final class ProgramSuccession {
    private ProgramSuccession() {}

    /**
     * @param epoch of the leader that has found the inheritance
     * @return why the program is not run, for a person; empty if it is
     */
    public static Optional<String> refusal(Inheritance inherited, Epoch epoch) {
        return inherited.jobs().stream()
                .filter(ProgramSuccession::hasFinished)
                .findFirst()
                .map(job -> "The ApplicationMaster of epoch " + job.acceptedIn().number()
                        + " was lost after its job '" + job.accepted().name() + "' ("
                        + job.accepted().job() + ") had finished, so that of epoch " + epoch.number()
                        + " does not run the program again: it would do that job's work twice. Look at what the job has"
                        + " written, and submit the program again if that is right.");
    }

    private static boolean hasFinished(InheritedJob job) {
        return job.end().filter(end -> end.status() == JobStatus.FINISHED).isPresent();
    }
}
