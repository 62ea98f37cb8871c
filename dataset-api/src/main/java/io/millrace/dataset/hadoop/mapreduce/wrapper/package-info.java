/**
 * The splits of Hadoop's newer input formats as splits of the engine. Start with {@link
 * io.millrace.dataset.hadoop.mapreduce.wrapper.HadoopInputSplit}. Reads nothing itself.
 */
@NullMarked
package io.millrace.dataset.hadoop.mapreduce.wrapper;

import org.jspecify.annotations.NullMarked;
