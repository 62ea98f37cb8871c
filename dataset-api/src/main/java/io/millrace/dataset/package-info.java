/**
 * The batch API: bounded data sets and what can be done with them. Start with {@link
 * io.millrace.dataset.ExecutionEnvironment}.
 *
 * <p>A program only describes; {@code execute()}, {@code collect()}, {@code count()} and {@code print()} translate the
 * description to a job graph and hand it to the executor of the {@code ExecutionContext}. Names and signatures are those
 * that users of Flink's DataSet API know.
 */
@NullMarked
package io.millrace.dataset;

import org.jspecify.annotations.NullMarked;
