package io.millrace.dataflow.graph;

/** Whether a producer may have to wait for its consumer. */
public enum ExchangeMode {
    /** Records flow while both run; a slow consumer stops its producer. */
    PIPELINED,
    /**
     * The producer never waits for the consumer, which may begin at once or much later. Breaks the cycles of waiting
     * that a plan would otherwise have, such as both inputs of a hash join coming from one source.
     */
    BLOCKING
}
