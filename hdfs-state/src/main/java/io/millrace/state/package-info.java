/**
 * State backends, and the store of checkpoints and savepoints on a file system.
 *
 * <p>It implements the ports that {@code control} declares for durable facts. It decides nothing: when a checkpoint
 * is taken, and which one counts, is the JobManager's matter.
 */
@NullMarked
package io.millrace.state;

import org.jspecify.annotations.NullMarked;
