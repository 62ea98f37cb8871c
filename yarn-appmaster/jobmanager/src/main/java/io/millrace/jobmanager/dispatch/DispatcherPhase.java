package io.millrace.jobmanager.dispatch;

/** How the dispatcher stands to its leadership. */
enum DispatcherPhase {
    /** Awaits that the ledger is its own; what clients want waits too. */
    TAKING_OVER,
    /** Takes jobs, until another leads. */
    LEADING,
    /** Another leads: does nothing any more. */
    DEPOSED;

    boolean mayBecome(DispatcherPhase next) {
        return switch (this) {
            case TAKING_OVER -> next == LEADING || next == DEPOSED;
            case LEADING -> next == DEPOSED;
            case DEPOSED -> false;
        };
    }
}
