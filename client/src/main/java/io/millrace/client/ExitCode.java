package io.millrace.client;

import io.millrace.dataflow.deploy.ApplicationOutcome.Kind;
import io.millrace.dataflow.deploy.DeploymentException;

/** What the process ends with; stable, for schedulers. Signals end it with 130 (INT) and 143 (TERM). */
enum ExitCode {
    /** The program's main has returned and all its jobs have finished; detached: it runs. */
    FINISHED(0),
    /** A job failed, or the program's main threw, or somebody killed it: repeating it may help. */
    FAILED(1),
    /** Usage or configuration, such as a missing input or an output that exists. No task has run. */
    USAGE(2),
    /** The program breaks a rule of the API. No task has run. */
    PLAN_REJECTED(3),
    /** The cluster refused the application or did not admit it in time; none is left. */
    REFUSED(4),
    /** The cluster cannot be asked: an application may run. */
    STATE_UNKNOWN(5),
    /** Authentication or authorization. */
    ACCESS(7),
    /** Slots, memory or disk did not suffice. */
    RESOURCES(8);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    /** The code of a program that ended by an exception. */
    static ExitCode of(Kind kind) {
        return switch (kind) {
            case NONE -> FINISHED;
            case USER, SYSTEM -> FAILED;
            case USAGE -> USAGE;
            case PLAN_REJECTED -> PLAN_REJECTED;
            case RESOURCES -> RESOURCES;
        };
    }

    /** The code of a start, or of a question to a cluster, that came to nothing. */
    static ExitCode of(DeploymentException.Kind kind) {
        return switch (kind) {
            case USAGE -> USAGE;
            case REFUSED -> REFUSED;
            case STATE_UNKNOWN -> STATE_UNKNOWN;
            case ACCESS -> ACCESS;
        };
    }

    int code() {
        return code;
    }
}
