package io.millrace.taskmanager.exchange;

/** Makes somebody look again. Any thread may call it; it never blocks; too many calls do no harm. */
@FunctionalInterface
public interface WakeUp {
    void wakeUp();
}
