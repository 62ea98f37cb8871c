package io.millrace.state.heap;

import io.millrace.dataflow.state.KeyGroupRange;

/**
 * Whose keyed state this is.
 *
 * @param keyGroups those of the subtask
 * @param maxParallelism the number of key groups of the operator
 */
record Scope(String operatorName, KeyGroupRange keyGroups, int maxParallelism) {}
