/**
 * What a reader of files keeps in a checkpoint: {@link io.millrace.datastream.file.source.util.CheckpointedPosition}, which
 * is data and never opens a file.
 */
@NullMarked
package io.millrace.datastream.file.source.util;

import org.jspecify.annotations.NullMarked;
