/**
 * The data side of checkpoints: what tasks give to a checkpoint, the one file of a TaskManager that holds it, and how a task
 * gets it back. Start with {@link io.millrace.taskmanager.checkpoint.CheckpointRounds}; files go through the port {@link
 * io.millrace.taskmanager.checkpoint.SnapshotFiles}.
 *
 * <p>Nothing here decides when a checkpoint begins or whether it is complete: the JobManager does. Nothing here makes
 * threads, and tasks are never kept waiting for files.
 */
@NullMarked
package io.millrace.taskmanager.checkpoint;

import org.jspecify.annotations.NullMarked;
