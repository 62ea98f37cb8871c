package io.millrace.simulation;

/** Something that holds after every event. */
@FunctionalInterface
interface Invariant {
    /** @throws Violation if it does not hold */
    void check();
}
