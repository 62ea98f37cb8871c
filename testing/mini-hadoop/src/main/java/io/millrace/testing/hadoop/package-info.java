/**
 * A small Hadoop in one process, for tests and for trying things: HDFS, YARN with real container processes, ZooKeeper.
 *
 * <p>Read {@link io.millrace.testing.hadoop.MiniHadoop} first; tests use {@link
 * io.millrace.testing.hadoop.MiniHadoopCluster}, {@code scripts/mini-hadoop.sh} uses {@link
 * io.millrace.testing.hadoop.MiniHadoopProcess}. Nothing here is shipped to users' clusters, knows Millrace's own classes,
 * or outlives the process that started it.
 */
@NullMarked
package io.millrace.testing.hadoop;

import org.jspecify.annotations.NullMarked;
