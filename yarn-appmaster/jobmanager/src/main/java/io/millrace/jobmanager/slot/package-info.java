/**
 * TaskManagers and their slots. Start with the actor {@link io.millrace.jobmanager.slot.SlotPool}: TaskManagers register
 * with it, jobs ask it for slots, and what TaskManagers report reaches the jobs through it, in order and once.
 *
 * <p>It knows nothing of what runs in a slot.
 */
@NullMarked
package io.millrace.jobmanager.slot;

import org.jspecify.annotations.NullMarked;
