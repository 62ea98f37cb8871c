package io.millrace.state.log;

/** The log is another leader's. */
final class SupersededException extends Exception {
    private static final long serialVersionUID = 1L;

    SupersededException(String message) {
        super(message);
    }
}
