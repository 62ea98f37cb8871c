package io.millrace.dataflow.graph;

/** Whether a producer may have to wait for its consumer. */
public enum ExchangeMode {
    /** Records flow while both run; a slow consumer stops its producer. */
    PIPELINED,
    /**
     * The producer never waits for the consumer. In a batch all is written, and kept by the producer's TaskManager, before
     * the consumer begins, which may read it more than once. Breaks the cycles of waiting that a plan would otherwise have,
     * such as both inputs of a hash join coming from one source; and keeps a failure on one side from the other.
     */
    BLOCKING
}
