/**
 * The port to complete checkpoints: {@link io.millrace.control.checkpoint.CheckpointStore}, start there. {@link
 * io.millrace.control.checkpoint.Manifest} says what one consists of, {@link
 * io.millrace.control.checkpoint.StateHandle} where a part of it lies; nothing here ever looks into the parts.
 */
@NullMarked
package io.millrace.control.checkpoint;

import org.jspecify.annotations.NullMarked;
