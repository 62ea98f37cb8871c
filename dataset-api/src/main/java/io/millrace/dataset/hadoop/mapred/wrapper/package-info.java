/**
 * What stands between Hadoop's older interfaces and the engine: splits that travel, collectors, iterators. Start with
 * {@link io.millrace.dataset.hadoop.mapred.wrapper.HadoopInputSplit}. Holds no settings of its own.
 */
@NullMarked
package io.millrace.dataset.hadoop.mapred.wrapper;

import org.jspecify.annotations.NullMarked;
