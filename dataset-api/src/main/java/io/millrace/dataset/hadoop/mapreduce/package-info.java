/**
 * Formats of {@code org.apache.hadoop.mapreduce} as sources and sinks of batch programs. Start with {@link
 * io.millrace.dataset.hadoop.mapreduce.HadoopInputFormat}.
 *
 * <p>Only adapts: what a format does with its settings is Hadoop's, and no job is ever given to MapReduce.
 */
@NullMarked
package io.millrace.dataset.hadoop.mapreduce;

import org.jspecify.annotations.NullMarked;
