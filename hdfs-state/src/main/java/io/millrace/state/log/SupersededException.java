package io.millrace.state.log;

/** The log is another leader's. */
final class SupersededException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String reason;

    SupersededException(String reason) {
        super(reason);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
