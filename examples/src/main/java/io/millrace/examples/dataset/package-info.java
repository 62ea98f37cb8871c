/**
 * Batch programs, on the DataSet API. Read {@link io.millrace.examples.dataset.WordCount} first. No program here runs on a
 * stream that has no end.
 */
@NullMarked
package io.millrace.examples.dataset;

import org.jspecify.annotations.NullMarked;
