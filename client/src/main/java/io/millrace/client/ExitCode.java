package io.millrace.client;

import io.millrace.dataflow.deploy.ApplicationOutcome.Kind;

/** What the process ends with; stable, for schedulers. Signals end it with 130 (INT) and 143 (TERM). */
enum ExitCode {
    /** The program's main has returned and all its jobs have finished. */
    FINISHED(0),
    /** A job failed, or the program's main threw: repeating it may help. */
    FAILED(1),
    /** Usage or configuration, such as a missing input or an output that exists. No task has run. */
    USAGE(2),
    /** The program breaks a rule of the API. No task has run. */
    PLAN_REJECTED(3),
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

    int code() {
        return code;
    }
}
