package io.millrace.taskmanager.control;

/** The life of a TaskManager, as its actor sees it. */
public enum TaskManagerState {
    /** Says {@code Here} in intervals until a JobManager welcomes it; gives up after the timeout. */
    SEEKING,
    /**
     * Runs what it is told to and sends heartbeats, until a goodbye, until another leads, or until the JobManager is silent
     * for too long.
     */
    SERVING,
    /** Awaits that all its attempts have ended after it cancelled them. */
    LEAVING,
    /** Has told its process to end; does nothing any more. */
    GONE;

    public boolean mayBecome(TaskManagerState next) {
        return switch (this) {
            case SEEKING -> next == SERVING || next == LEAVING;
            case SERVING -> next == SEEKING || next == LEAVING;
            case LEAVING -> next == GONE;
            case GONE -> false;
        };
    }
}
