/**
 * Files, in whatever file system their path names.
 *
 * <p>Read {@link io.millrace.dataflow.fs.FileSystem} first. Nothing here knows a file system but the local one.
 */
@NullMarked
package io.millrace.dataflow.fs;

import org.jspecify.annotations.NullMarked;
