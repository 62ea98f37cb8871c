/**
 * How programs name where their checkpoints lie.
 *
 * <p>Read {@link io.millrace.state.store.FileSystemCheckpointStorage} first. Nothing here writes a checkpoint: these objects
 * become settings of the job.
 */
@NullMarked
package io.millrace.state.store;

import org.jspecify.annotations.NullMarked;
