package io.millrace.ha;

/** How a contender stands. */
enum ElectionPhase {
    /** Has not been asked to contend. */
    IDLE,
    /** Awaits the connection, the latch and then the epoch, until it has all three. */
    CONTENDING,
    /** Holds an epoch and a connection. */
    LEADING,
    /** Held an epoch when the connection broke; awaits the connection or the end of the session. */
    SUSPENDED,
    /** Was deposed, or has left. */
    OVER;

    boolean mayBecome(ElectionPhase next) {
        return switch (this) {
            case IDLE -> next == CONTENDING || next == OVER;
            case CONTENDING -> next == LEADING || next == OVER;
            case LEADING -> next == SUSPENDED || next == OVER;
            case SUSPENDED -> next == LEADING || next == OVER;
            case OVER -> false;
        };
    }
}
