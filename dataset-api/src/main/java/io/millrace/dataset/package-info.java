/**
 * The DataSet API: batch programs, their transformations and the optimizer that turns them into a job graph.
 *
 * <p>Start at the execution environment. Nothing here runs a job: the result is data, handed to an executor that is
 * found as a service.
 */
@NullMarked
package io.millrace.dataset;

import org.jspecify.annotations.NullMarked;
