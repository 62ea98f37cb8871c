package io.millrace.network;

/** The other side of a new connection did not prove what it had to, or speaks another version. */
final class HandshakeFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    HandshakeFailedException(String reason) {
        super(reason, null, false, false);
    }
}
