package io.millrace.dataflow.operators;

import io.millrace.dataflow.InvalidProgramException;

/** What a function does with the fields of its records; programs say it by annotations and {@code withForwardedFields}. */
public interface SemanticProperties {
    /** A program says of fields what cannot be true. */
    final class InvalidSemanticAnnotationException extends InvalidProgramException {
        private static final long serialVersionUID = 1L;

        public InvalidSemanticAnnotationException(String message) {
            super(message);
        }

        public InvalidSemanticAnnotationException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
