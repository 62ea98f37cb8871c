package io.millrace.rest;

/** A request that is not served: its status and one line for the client. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String explanation;

    Refusal(int status, String explanation) {
        super(explanation, null, false, false);
        this.status = status;
        this.explanation = explanation;
    }

    String explanation() {
        return explanation;
    }

    int status() {
        return status;
    }

    static Refusal badRequest(String message) {
        return new Refusal(400, message);
    }
}
