/**
 * Connections between the processes of one application: messages between actors, and streams of elements with credits
 * between tasks. Read {@link io.millrace.network.NetworkNode} first, then {@code Handshake} and {@code Frames} for what
 * crosses the wire.
 *
 * <p>A process listens at one port. Messages and records go by connections of their own: a heartbeat must not stand behind
 * megabytes of records in the same socket's buffers, where no priority helps, and a connection whose reader is slow must not
 * make its JobManager think that it is dead. There is one connection of each kind for a pair of processes, opened by who
 * first has something to ask (two, if both begin at the same moment).
 *
 * <p>Nothing here knows what a message says or what an element holds, and nothing is handed on that came by a connection
 * whose other side has not proved that it knows the application's secret.
 */
@NullMarked
package io.millrace.network;

import org.jspecify.annotations.NullMarked;
