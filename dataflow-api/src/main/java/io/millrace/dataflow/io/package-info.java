/**
 * How data enters and leaves a program: formats, and the splits that are read in parallel.
 *
 * <p>Read {@link io.millrace.dataflow.io.InputFormat} first. Nothing here runs in a thread of its own.
 */
@NullMarked
package io.millrace.dataflow.io;

import org.jspecify.annotations.NullMarked;
