/**
 * What users say about files that a stream is written to: which bucket a record belongs to, when a part file ends, and how
 * it is named. Read {@link io.millrace.datastream.functions.sink.filesystem.BucketAssigner} first; the sink itself is
 * {@link io.millrace.datastream.file.sink.FileSink}. Nothing here touches a file.
 */
@NullMarked
package io.millrace.datastream.functions.sink.filesystem;

import org.jspecify.annotations.NullMarked;
