/**
 * Reads files as a stream: found once, or looked for again and again, and read split by split with positions in checkpoints.
 * Read {@link io.millrace.datastream.file.source.FileSource} first. Nothing here knows a format; those are in {@code reader}.
 */
@NullMarked
package io.millrace.datastream.file.source;

import org.jspecify.annotations.NullMarked;
