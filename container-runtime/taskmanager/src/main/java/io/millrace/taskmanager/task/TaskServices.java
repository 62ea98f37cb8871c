package io.millrace.taskmanager.task;

import io.millrace.dataflow.contract.StateBackend;
import io.millrace.taskmanager.checkpoint.CheckpointRounds;
import io.millrace.taskmanager.control.TaskRunner.Fact;
import io.millrace.taskmanager.exchange.BlockingExchange;
import io.millrace.taskmanager.exchange.ChannelHub;
import java.util.function.Consumer;

/**
 * What a TaskManager offers to all its tasks. All of it is thread-safe.
 *
 * @param blocking keeps what goes over blocking edges
 * @param checkpoints those that tasks take part in
 * @param clock milliseconds since the epoch
 * @param facts hears what happens to tasks
 */
public record TaskServices(
        TaskSettings settings,
        ChannelHub hub,
        BlockingExchange blocking,
        StateBackend stateBackend,
        CheckpointRounds checkpoints,
        StateBackend.ProcessingClock clock,
        Consumer<Fact> facts) {}
