/**
 * Lengths of time and deadlines, as older programs use them.
 *
 * <p>Read {@link io.millrace.dataflow.time.Time} first. Nothing here waits.
 */
@NullMarked
package io.millrace.dataflow.time;

import org.jspecify.annotations.NullMarked;
