/**
 * Hadoop's input and output formats, mappers and reducers in batch programs. Start with {@link
 * io.millrace.dataset.hadoop.HadoopInputs}; the older API is in {@code mapred}, the newer one in {@code mapreduce}.
 *
 * <p>Nothing here is loaded by a program that does not name it, and nothing here speaks to a file system of Hadoop's.
 */
@NullMarked
package io.millrace.dataset.hadoop;

import org.jspecify.annotations.NullMarked;
