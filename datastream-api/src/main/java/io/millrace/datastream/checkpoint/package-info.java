/**
 * How functions take part in checkpoints. Start with {@link io.millrace.datastream.checkpoint.CheckpointedFunction}.
 *
 * <p>Only interfaces for users: nothing here keeps state, writes files or knows when a checkpoint is taken.
 */
@NullMarked
package io.millrace.datastream.checkpoint;

import org.jspecify.annotations.NullMarked;
