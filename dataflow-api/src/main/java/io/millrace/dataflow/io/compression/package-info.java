/**
 * How compressed files are read.
 *
 * <p>Read {@link io.millrace.dataflow.io.compression.Compressions} first. Nothing here compresses.
 */
@NullMarked
package io.millrace.dataflow.io.compression;

import org.jspecify.annotations.NullMarked;
