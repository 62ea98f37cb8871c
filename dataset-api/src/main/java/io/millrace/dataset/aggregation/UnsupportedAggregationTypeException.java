package io.millrace.dataset.aggregation;

/** An aggregation was asked for on a field whose type it cannot handle; the message names both. */
public class UnsupportedAggregationTypeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnsupportedAggregationTypeException(String message) {
        super(message);
    }

    public UnsupportedAggregationTypeException(String message, Throwable cause) {
        super(message, cause);
    }
}
