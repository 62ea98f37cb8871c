/**
 * The contract between operators (the algorithms) and the task that runs them. Start with {@link
 * io.millrace.dataflow.contract.OneInputOperator}.
 *
 * <p>An operator is called by one thread at a time and never makes threads, locks, queues, metrics or log lines of its
 * own: records come in by {@code process}, small results go out by {@link io.millrace.dataflow.contract.Output}, and
 * whatever may release much (a watermark, a timer, the end of the input) is an {@link
 * io.millrace.dataflow.contract.Emission} that the task pulls while its output has room. Nothing here does I/O.
 */
@NullMarked
package io.millrace.dataflow.contract;

import org.jspecify.annotations.NullMarked;
