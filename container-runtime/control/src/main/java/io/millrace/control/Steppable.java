package io.millrace.control;

/** Something that runs: a bounded piece of work at a time, on whatever thread its host gives it. */
@FunctionalInterface
public interface Steppable {
    /**
     * Does a bounded piece of work; never blocks.
     *
     * @return how much was done; 0 if there was nothing to do
     */
    int step();
}
