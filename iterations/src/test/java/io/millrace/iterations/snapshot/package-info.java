/** Tests of superstep snapshots on a file system that crashes, loses what was not synced, and has late writers. */
@NullMarked
package io.millrace.iterations.snapshot;

import org.jspecify.annotations.NullMarked;
