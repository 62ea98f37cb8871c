package io.millrace.dataflow.contract;

/**
 * What all operators have in common. A task opens its operators from the last of the chain to the first, runs them, and
 * closes every operator it opened, also after a failure, from the first to the last.
 *
 * <p>All methods are called by one thread at a time, with happens-before between calls; see {@link LoopingSource} for
 * the one exception.
 */
public interface Operator {
    /**
     * A message from this operator's {@link Coordinator}, in the order sent.
     *
     * @throws Exception fails the task
     */
    default void told(byte[] message) throws Exception {
        throw new IllegalStateException(
                getClass().getName() + " got a coordinator message of " + message.length + " bytes but expects none");
    }

    /** Gives back what {@code open} took. Called once, whatever happened before; must not emit. */
    default void close() throws Exception {}
}
