/**
 * The algorithms and their operators: sort, hash, join, group, and the adapters of sources and sinks.
 *
 * <p>An operator reads like its textbook page. It never holds a queue, a lock, a metric or a serialiser, and knows
 * nothing of the machine that runs it but the operator contract.
 */
@NullMarked
package io.millrace.operators;

import org.jspecify.annotations.NullMarked;
