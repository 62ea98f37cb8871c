/**
 * The ledger of a leader in a file system: {@link io.millrace.state.log.FencedLog}, and in {@link
 * io.millrace.state.log.LogWriter} the fence that shuts out a deposed leader where nothing can compare and set. Start with
 * the latter.
 *
 * <p>It never overwrites, never makes a parent by accident, and never takes an answer that did not come for a no.
 */
@NullMarked
package io.millrace.state.log;

import org.jspecify.annotations.NullMarked;
