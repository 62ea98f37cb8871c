/**
 * The words that every module speaks and users see: a program's settings, a job's id, status and result.
 *
 * <p>Read {@link io.millrace.dataflow.ExecutionConfig} first. Nothing here runs anything.
 */
@NullMarked
package io.millrace.dataflow;

import org.jspecify.annotations.NullMarked;
