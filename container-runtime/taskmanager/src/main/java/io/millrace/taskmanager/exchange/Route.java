package io.millrace.taskmanager.exchange;

import io.millrace.dataflow.graph.ExchangePattern;

/**
 * How the records of an edge find their channels.
 *
 * @param producer the subtask that writes
 * @param channels how many consumers are connected to it
 * @param keyGroups the max parallelism of the consumer
 */
public record Route(ExchangePattern pattern, int producer, int channels, int keyGroups) {}
