/**
 * The algorithms of both APIs and the operators that adapt them to the contract. Start with {@link
 * io.millrace.operators.record.MapOperator}, the smallest; sub-packages are families: records, sources, sinks, groups,
 * sorting, joins.
 *
 * <p>Beside every operator stands its factory, a serialisable record: it is what the plan prints and ships. No operator has
 * a thread, lock, metric, log line, serialiser or class loader of its own.
 */
@NullMarked
package io.millrace.operators;

import org.jspecify.annotations.NullMarked;
