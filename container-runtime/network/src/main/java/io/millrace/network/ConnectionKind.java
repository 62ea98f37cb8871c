package io.millrace.network;

/** What a connection carries. The order is the numbering in the handshake. */
enum ConnectionKind {
    /** Messages between actors. */
    CONTROL,
    /** Records between tasks. */
    DATA
}
