package io.millrace.datastream;

/** An operation does not work in the kind of time that was asked for. */
public class UnsupportedTimeCharacteristicException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnsupportedTimeCharacteristicException(String message) {
        super(message);
    }

    public UnsupportedTimeCharacteristicException(String message, Throwable cause) {
        super(message, cause);
    }
}
