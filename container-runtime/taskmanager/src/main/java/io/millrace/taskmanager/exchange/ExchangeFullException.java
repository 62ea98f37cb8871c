package io.millrace.taskmanager.exchange;

/** A blocking exchange holds more than it may. Owner RESOURCES. */
public final class ExchangeFullException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ExchangeFullException(String edge, long heldBytes, long limitBytes) {
        super("the blocking exchange " + edge + " does not fit in memory: expected=at most " + limitBytes
                + " bytes in all blocking exchanges of this TaskManager, actual=about " + heldBytes
                + "; raise '" + ExchangeBudget.LIMIT_KEY + "' (and the heap with it), or raise the parallelism");
    }
}
