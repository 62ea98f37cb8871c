/**
 * Carries the elements of channels whose ends live at two TaskManagers, over the streams of the network. Read {@link
 * io.millrace.taskmanager.exchange.remote.NetworkChannels} first: it has an {@code Exit} for each channel that leaves this
 * TaskManager and an {@code Entrance} for each that comes here.
 *
 * <p>Which thread does what: records are serialised by the thread of the producer when it offers a batch, and read by the
 * thread of the consumer when it polls, so each serialiser has one thread, and the work of many channels is spread like the
 * tasks are. The network's threads move bytes and never touch a record: they are the only ones that poll the producer's
 * channel and offer to the consumer's.
 *
 * <p>Nothing here knows sockets or frames, and nothing blocks.
 */
@NullMarked
package io.millrace.taskmanager.exchange.remote;

import org.jspecify.annotations.NullMarked;
