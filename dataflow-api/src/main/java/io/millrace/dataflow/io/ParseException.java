package io.millrace.dataflow.io;

import java.io.IOException;

/** A text is not what its format says; the message shows the text, the place in it and what was expected. */
public class ParseException extends IOException {
    private static final long serialVersionUID = 1L;

    public ParseException(String message) {
        super(message);
    }

    public ParseException(String message, Throwable cause) {
        super(message, cause);
    }
}
