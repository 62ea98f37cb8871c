package io.millrace.dataflow.config;

import org.jspecify.annotations.Nullable;

/** The configuration has a key that does not exist, or a value that is impossible. */
public class IllegalConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public IllegalConfigurationException(String message) {
        super(message);
    }

    public IllegalConfigurationException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
