/**
 * Runs of map and filter operators as one method each, so that the JIT makes of them what it makes of a loop by hand. Start with
 * {@link io.millrace.taskmanager.fused.FusedRunWriter}, whose comment shows how such a method reads.
 *
 * <p>What a record is on its way costs nothing only as long as nobody else can see it: not an exception handler, and not the
 * interpreter, to which compiled code falls back where a call has had one target so far or a field might be null. An operator
 * of a chain meets five such places for each record; in a fused run all of them lie before the first function is called.
 */
@NullMarked
package io.millrace.taskmanager.fused;

import org.jspecify.annotations.NullMarked;
