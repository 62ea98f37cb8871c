/**
 * Writes a stream to files, each record once: part files are written under hidden names and renamed when the checkpoint
 * that counts them is complete. Read {@link io.millrace.datastream.file.sink.FileSink} first, then {@code FileWriter}. Speaks to
 * files by {@link io.millrace.dataflow.fs.FileSystem} only, and knows nothing of checkpoints but the calls of the sink contract.
 */
@NullMarked
package io.millrace.datastream.file.sink;

import org.jspecify.annotations.NullMarked;
