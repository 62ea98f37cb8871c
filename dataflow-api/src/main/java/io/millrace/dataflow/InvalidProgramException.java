package io.millrace.dataflow;

/** The program breaks a rule of the API; found before it runs. */
public class InvalidProgramException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public InvalidProgramException() {}

    public InvalidProgramException(String message) {
        super(message);
    }

    public InvalidProgramException(Throwable cause) {
        super(cause);
    }

    public InvalidProgramException(String message, Throwable cause) {
        super(message, cause);
    }
}
