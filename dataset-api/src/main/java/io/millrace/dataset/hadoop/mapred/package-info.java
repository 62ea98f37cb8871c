/**
 * Formats, mappers and reducers of {@code org.apache.hadoop.mapred} as parts of batch programs. Start with {@link
 * io.millrace.dataset.hadoop.mapred.HadoopInputFormat}.
 *
 * <p>Only adapts: what a format does with its settings is Hadoop's, and no job is ever given to MapReduce.
 */
@NullMarked
package io.millrace.dataset.hadoop.mapred;

import org.jspecify.annotations.NullMarked;
