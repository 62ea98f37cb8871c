/**
 * Jobs, slots, failover, checkpoints and splits, as actors and pure deciders.
 *
 * <p>It knows messages and ports only: never YARN, HDFS, ZooKeeper or a socket, never a clock or a thread, so that the
 * simulated world runs it unchanged.
 */
@NullMarked
package io.millrace.jobmanager;

import org.jspecify.annotations.NullMarked;
