/**
 * The ports to leadership: {@link io.millrace.control.leader.LeaderElection} for a process that wants to lead and publishes
 * where it listens, {@link io.millrace.control.leader.LeaderWatch} for one that looks for the leader. Start with the former.
 *
 * <p>Leadership is the {@link io.millrace.control.Epoch} that was granted, never a boolean: whoever writes or commands shows
 * it. Nothing here knows what elects; {@link io.millrace.control.leader.StandingLeader} is for where nothing does.
 */
@NullMarked
package io.millrace.control.leader;

import org.jspecify.annotations.NullMarked;
