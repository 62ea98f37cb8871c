package io.millrace.jobmanager.region;

/** The life of a region; it may run several times. */
public enum RegionState {
    /** Awaits that all partitions it reads are whole, and the word to begin. */
    WAITING,
    /** Its tasks are deployed; awaits that all have finished. */
    RUNNING,
    /** All its tasks have finished; its partitions are kept while somebody may need them. */
    FINISHED,
    /** Is to run again: awaits the end of its tasks. */
    STOPPING,
    /** Is to run again, and nothing of it runs: awaits that its coordinators are reset and that it has all its slots. */
    STOPPED;

    public boolean mayBecome(RegionState next) {
        return switch (this) {
            case WAITING -> next == RUNNING;
            case RUNNING -> next == FINISHED || next == STOPPING;
            case FINISHED, STOPPING -> next == STOPPED;
            case STOPPED -> next == WAITING;
        };
    }

    /** True if it has not begun, or is to begin again. */
    public boolean isToBegin() {
        return this == WAITING || this == STOPPING || this == STOPPED;
    }
}
