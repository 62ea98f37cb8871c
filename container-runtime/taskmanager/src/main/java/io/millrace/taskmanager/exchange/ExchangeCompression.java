package io.millrace.taskmanager.exchange;

/** How batches of records are made smaller before they leave their TaskManager. */
public enum ExchangeCompression {
    /** They go as they are: right where the network is faster than what it costs to make them smaller. */
    NONE,
    /** LZ4, each batch by itself. */
    LZ4
}
