/**
 * Files that a program registers for all its functions to read.
 *
 * <p>Read {@link io.millrace.dataflow.cache.DistributedCache} first. Nothing here moves a file.
 */
@NullMarked
package io.millrace.dataflow.cache;

import org.jspecify.annotations.NullMarked;
