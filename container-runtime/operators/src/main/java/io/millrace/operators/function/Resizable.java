package io.millrace.operators.function;

/**
 * An operator that a loop makes anew in each superstep, and whose table need not grow from the beginning each time: it says how
 * large its table should have been, and the next one begins so. Sizes are hints: with any of them the results are the same.
 */
public interface Resizable {
    /** A size that would have been right from the beginning; asked for before {@code close}. */
    int size();

    /** How large the table should be at first; said before {@code open}. */
    void startAt(int size);
}
