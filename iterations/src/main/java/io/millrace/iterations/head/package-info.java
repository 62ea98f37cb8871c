/**
 * The heads of loops: what keeps the records between two supersteps and decides with all others whether there is a next one.
 * Start with {@link io.millrace.iterations.head.BulkHead}.
 *
 * <p>Never calls a user function but those of aggregators and their criteria.
 */
@NullMarked
package io.millrace.iterations.head;

import org.jspecify.annotations.NullMarked;
