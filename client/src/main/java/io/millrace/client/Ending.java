package io.millrace.client;

import io.millrace.dataflow.deploy.ApplicationOutcome;
import io.millrace.dataflow.deploy.DeploymentException;
import io.millrace.dataflow.deploy.JobStanding;
import io.millrace.dataflow.util.ExceptionUtils;
import io.millrace.protocol.diagnosis.Diagnosis;
import java.util.List;
import java.util.Optional;

/**
 * How a command ended.
 *
 * @param state in one word, for machines
 * @param message for people: what went wrong and what to do; empty if nothing did
 * @param traceHelps whether a person may want the stack trace, too
 * @param jobs as far as they are known
 */
record Ending(int exitCode, State state, String message, boolean traceHelps, List<JobStanding> jobs) {
    /** How the program stands when the command ends. */
    enum State {
        RUNNING,
        SUCCEEDED,
        FAILED,
        KILLED,
        /** Nothing was submitted, or nothing of it is left. */
        REJECTED,
        UNKNOWN
    }

    Ending {
        jobs = List.copyOf(jobs);
    }

    static Ending of(ExitCode code, State state, String message, List<JobStanding> jobs) {
        return new Ending(code.code(), state, message, false, jobs);
    }

    /** All went well. */
    static Ending finished(List<JobStanding> jobs) {
        return of(ExitCode.FINISHED, State.SUCCEEDED, "", jobs);
    }

    static Ending running(List<JobStanding> jobs) {
        return of(ExitCode.FINISHED, State.RUNNING, "", jobs);
    }

    static Ending of(ApplicationOutcome outcome) {
        return switch (outcome.end()) {
            case SUCCEEDED -> finished(outcome.jobs());
            case KILLED -> {
                String message = outcome.message().isEmpty() ? "" : ": " + outcome.message();
                yield of(ExitCode.FAILED, State.KILLED, "The application was killed" + message, outcome.jobs());
            }
            case FAILED -> {
                ExitCode code = ExitCode.of(outcome.kind());
                String message = outcome.message().isEmpty() ? "The application failed." : outcome.message();
                // A failure of no kind is a failure all the same.
                yield of(code == ExitCode.FINISHED ? ExitCode.FAILED : code, State.FAILED, message, outcome.jobs());
            }
        };
    }

    /** @param mainClass names the program; an empty text if that is not known */
    static Ending of(Throwable thrown, String mainClass) {
        List<JobStanding> jobs = List.of();
        Optional<DeploymentException> deployment = ExceptionUtils.findThrowable(thrown, DeploymentException.class);
        if (deployment.isPresent()) {
            ExitCode code = ExitCode.of(deployment.get().kind());
            State state = code == ExitCode.STATE_UNKNOWN ? State.UNKNOWN : State.REJECTED;
            return of(code, state, String.valueOf(deployment.get().getMessage()), jobs);
        }
        Diagnosis diagnosis = Diagnosis.of(thrown, mainClass);
        ExitCode code = ExitCode.of(diagnosis.kind());
        boolean ran = code == ExitCode.FAILED || code == ExitCode.RESOURCES;
        return new Ending(
                code.code(), ran ? State.FAILED : State.REJECTED, diagnosis.message(), diagnosis.traceHelps(), jobs);
    }

    Ending withJobs(List<JobStanding> known) {
        return new Ending(exitCode, state, message, traceHelps, known);
    }

    /** @param signalled 128 and the signal's number */
    static Ending stopped(int signalled, State state, String message, List<JobStanding> jobs) {
        return new Ending(signalled, state, message, false, jobs);
    }
}
