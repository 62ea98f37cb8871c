/**
 * What is known of the fields of a data set's tuples after they were all looked at once: counts, extremes, means. Start with
 * {@link io.millrace.dataset.summarize.TupleSummary}, which makes the others. Reads records only; runs no jobs itself.
 */
@NullMarked
package io.millrace.dataset.summarize;

import org.jspecify.annotations.NullMarked;
