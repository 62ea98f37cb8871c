package io.millrace.simulation;

/** What must never be, was. */
public final class Violation extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Violation(String message) {
        super(message);
    }
}
