package io.millrace.taskmanager.exchange;

/**
 * Unwinds user code of a task that was cancelled while it emitted. An Error, so that user code that catches exceptions
 * does not keep it; no stack trace, as nobody prints it.
 */
public final class TaskCancelledError extends Error {
    private static final long serialVersionUID = 1L;

    public TaskCancelledError() {
        super("the task was cancelled", null, false, false);
    }
}
