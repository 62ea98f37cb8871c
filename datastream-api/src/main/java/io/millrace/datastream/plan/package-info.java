/**
 * A stream program as a graph of steps, and its translation to a job graph. Start with {@link
 * io.millrace.datastream.plan.StreamTranslator}.
 *
 * <p>Steps are mutable until they are translated, and belong to one thread. Nothing here runs anything.
 */
@NullMarked
package io.millrace.datastream.plan;

import org.jspecify.annotations.NullMarked;
