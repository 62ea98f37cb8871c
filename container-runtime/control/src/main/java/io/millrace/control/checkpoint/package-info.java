/**
 * What the control plane knows of checkpoints as files: where snapshots lie ({@link
 * io.millrace.control.checkpoint.StateHandle}), without ever looking into them. Start there.
 */
@NullMarked
package io.millrace.control.checkpoint;

import org.jspecify.annotations.NullMarked;
