package io.millrace.simulation;

/**
 * Something was otherwise than promised. An error, so that what watches the cluster from inside its turns is not taken for a
 * mistake of the code that it watches, and swallowed.
 */
public final class Violation extends AssertionError {
    private static final long serialVersionUID = 1L;

    public Violation(String what) {
        super(what);
    }
}
