/**
 * The files of this machine.
 *
 * <p>Read {@link io.millrace.dataflow.fs.local.LocalFileSystem} first. Nothing here knows another machine.
 */
@NullMarked
package io.millrace.dataflow.fs.local;

import org.jspecify.annotations.NullMarked;
