/**
 * The checkpoints of one job: when one begins, who has to give a part, when it is complete, what is kept, and what tasks get
 * back when they are restored. Start with {@link io.millrace.jobmanager.checkpoint.CheckpointCoordinator}.
 *
 * <p>It never looks into state, and touches files only through the port {@code CheckpointStore}.
 */
@NullMarked
package io.millrace.jobmanager.checkpoint;

import org.jspecify.annotations.NullMarked;
