package io.millrace.dataflow;

/** How data crosses shuffles in BATCH mode. */
public enum BatchShuffleMode {
    /** Producers and consumers run at the same time. */
    ALL_EXCHANGES_PIPELINED,
    /** Producers end before their consumers start. */
    ALL_EXCHANGES_BLOCKING
}
