package io.millrace.dataflow.contract;

/** Managed memory of an operator is used up and its structure cannot spill. */
public final class MemoryExhaustedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MemoryExhaustedException(String message) {
        super(message);
    }
}
