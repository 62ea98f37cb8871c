/**
 * How records get from task to task: channels, who is connected to whom, partitioning, and the merging of watermarks.
 * Start with {@link io.millrace.taskmanager.exchange.Channel}.
 *
 * <p>Nothing here makes threads or waits; a full channel is the producer's concern ({@link
 * io.millrace.taskmanager.exchange.TaskOutputs}), an empty one the consumer's ({@link
 * io.millrace.taskmanager.exchange.InputGate}).
 */
@NullMarked
package io.millrace.taskmanager.exchange;

import org.jspecify.annotations.NullMarked;
