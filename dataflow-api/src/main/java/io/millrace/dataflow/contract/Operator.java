package io.millrace.dataflow.contract;

import io.millrace.dataflow.types.TypeInformation;

/**
 * What all operators have in common. A task opens its operators from the last of the chain to the first, runs them, and
 * closes every operator it opened, also after a failure, from the first to the last.
 *
 * <p>All methods are called by one thread at a time, with happens-before between calls; see {@link LoopingSource} for
 * the one exception.
 */
public interface Operator {
    /** The report of an operator that has nothing to say about a superstep. Never written to. */
    byte[] NOTHING_TO_REPORT = new byte[0];

    /**
     * A message from this operator's {@link Coordinator}, in the order sent.
     *
     * @throws Exception fails the task
     */
    default void told(byte[] message) throws Exception {
        throw new IllegalStateException(
                getClass().getName() + " got a coordinator message of " + message.length + " bytes but expects none");
    }

    /**
     * Keeps what the operator needs to go on from here. Called between two other calls, also between two pieces of an {@link
     * Emission}; keyed state is kept by the task itself. The bytes are written after this returns, while the operator goes
     * on.
     *
     * @throws Exception declines the checkpoint
     */
    default void snapshot(SnapshotWriter writer) throws Exception {}

    /**
     * Takes up what {@link #snapshot} kept. Called once after {@code open} and before anything else, and only if there is
     * something; {@code open} can see it already ({@link OperatorContext#restored}).
     */
    default void restore(RestoreReader reader) throws Exception {}

    /** Checkpoint {@code checkpointId} and all before it are complete and durable. May be left out for one before another. */
    default void checkpointCompleted(long checkpointId) throws Exception {}

    /**
     * Whether {@link #checkpointCompleted} makes something visible that cannot be undone: then a job does not go back behind a
     * complete checkpoint, since the same would become visible twice. Never changes after {@code open}.
     */
    default boolean commits() {
        return false;
    }

    /**
     * Whether what the operator does depends on how far event time has come, so that a snapshot has it also where there is no other
     * state. Never changes.
     */
    default boolean readsEventTime() {
        return false;
    }

    /** Checkpoint {@code checkpointId} was given up; what was kept for it goes with the next one. */
    default void checkpointAborted(long checkpointId) throws Exception {}

    /**
     * Inside a loop: a superstep begins. Called after {@code open} and before the superstep's first record; the records of
     * inputs that do not depend on the loop may come earlier, they end once and count for all supersteps.
     *
     * @param number of the superstep, from 1
     * @param news what the head of the loop tells all operators in it, in the loop's own encoding
     */
    default void beginSuperstep(int number, byte[] news) throws Exception {}

    /**
     * Inside a loop: all inputs have ended for this superstep, which the operator was told as an end of input, and what that
     * released is emitted. Another superstep may follow, or nothing.
     *
     * @return what the head of the loop is to hear; empty if nothing
     */
    default byte[] endSuperstep() throws Exception {
        return NOTHING_TO_REPORT;
    }

    /**
     * Whether each record of its main output is new, and nobody changes, keeps or emits it afterwards: then neither an exchange to one
     * consumer nor the chain copies it. Never changes.
     *
     * @param type that of the output, of which records can change
     */
    default boolean emitsNew(TypeInformation<?> type) {
        return false;
    }

    /** Gives back what {@code open} took. Called once, whatever happened before; must not emit. */
    default void close() throws Exception {}
}
