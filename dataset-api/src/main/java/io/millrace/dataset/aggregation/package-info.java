/**
 * The field aggregations of the DataSet API. Start with {@link io.millrace.dataset.aggregation.Aggregations}.
 *
 * <p>Only names and errors; the arithmetic lives with the operators.
 */
@NullMarked
package io.millrace.dataset.aggregation;

import org.jspecify.annotations.NullMarked;
