package io.millrace.taskmanager.task;

/** What runs a {@link Task}: a worker with threads, or a simulation without. */
public interface TaskHost {
    /** Step the task again soon. Any thread; never blocks. */
    void signal(Task task);

    /**
     * The task is about to hold the thread that steps it: from now on that thread is its own, and whatever shared it goes
     * on elsewhere. Called by that thread; returns with {@link Task#ownsThread} true.
     *
     * @throws IllegalStateException if the host has no threads to give
     */
    void separate(Task task, String because);

    /**
     * Runs {@code body} on a new daemon thread.
     *
     * @throws IllegalStateException if the host has no threads to give
     */
    Thread start(String name, Runnable body);
}
