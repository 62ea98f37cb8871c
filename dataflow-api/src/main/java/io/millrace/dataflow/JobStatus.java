package io.millrace.dataflow;

/** Where a job stands. A terminal state is never left. */
public enum JobStatus {
    /** Received, its master is being set up. */
    INITIALIZING(TerminalState.NON_TERMINAL),
    /** Set up, no task has been started yet. */
    CREATED(TerminalState.NON_TERMINAL),
    /** Tasks are being deployed or run; some may have ended. */
    RUNNING(TerminalState.NON_TERMINAL),
    /** A failure is final; the tasks are being cancelled. */
    FAILING(TerminalState.NON_TERMINAL),
    /** Ended by a failure. */
    FAILED(TerminalState.GLOBALLY),
    /** A user asked to cancel; the tasks are being cancelled. */
    CANCELLING(TerminalState.NON_TERMINAL),
    /** Ended because a user asked to cancel. */
    CANCELED(TerminalState.GLOBALLY),
    /** Ended well. */
    FINISHED(TerminalState.GLOBALLY),
    /** After a failure, waiting to run again. */
    RESTARTING(TerminalState.NON_TERMINAL),
    /** Given up by this JobManager; another leader may recover it. */
    SUSPENDED(TerminalState.LOCALLY),
    /** A new leader waits for the TaskManagers to say what they run. */
    RECONCILING(TerminalState.NON_TERMINAL);

    private enum TerminalState {
        NON_TERMINAL,
        LOCALLY,
        GLOBALLY
    }

    private final TerminalState terminalState;

    JobStatus(TerminalState terminalState) {
        this.terminalState = terminalState;
    }

    /** True if no leader will run the job again. */
    public boolean isGloballyTerminalState() {
        return terminalState == TerminalState.GLOBALLY;
    }

    /** True if this JobManager will not run the job again. */
    public boolean isTerminalState() {
        return terminalState != TerminalState.NON_TERMINAL;
    }
}
