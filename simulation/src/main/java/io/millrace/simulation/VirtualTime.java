package io.millrace.simulation;

/** The time of a world, for parts of its jobs that run beside the JobManager. */
@FunctionalInterface
public interface VirtualTime {
    /** Does something later; nothing that was planned outlives the run. */
    void after(long delayMs, Runnable action);
}
