/**
 * Sources that bring bounded data into a job: input formats, collections, sequences of numbers. Start with {@link
 * io.millrace.operators.source.SequenceSource}, the smallest, then {@link
 * io.millrace.operators.source.InputFormatSource}, which is given its splits by {@link
 * io.millrace.operators.source.InputFormatCoordinator}.
 *
 * <p>A source emits a bounded piece each time it is asked and never waits: a source whose user code may wait says so by its
 * factory's {@code blocks}.
 */
@NullMarked
package io.millrace.operators.source;

import org.jspecify.annotations.NullMarked;
