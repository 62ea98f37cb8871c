package io.millrace.dataflow.types.variant;

/** A variant was asked for what it is not. */
public class VariantTypeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public VariantTypeException(String message) {
        super(message);
    }
}
