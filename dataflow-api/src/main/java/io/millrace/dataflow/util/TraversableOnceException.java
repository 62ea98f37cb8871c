package io.millrace.dataflow.util;

/** The records of a group were iterated twice; they can be iterated only once. */
public class TraversableOnceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public TraversableOnceException() {
        super("The Iterable can be iterated over only once. Only the first call to 'iterator()' will succeed.");
    }
}
