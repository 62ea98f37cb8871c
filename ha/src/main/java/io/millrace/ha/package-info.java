/**
 * Leadership by ZooKeeper: {@link io.millrace.ha.ZooKeeperElections} opens a connection and hands out the ports of {@code
 * io.millrace.control.leader}. Start with it, then {@link io.millrace.ha.ApplicationNodes}, which draws the znodes.
 *
 * <p>Alone knows Curator and ZooKeeper. It keeps small pointers there and nothing else; it never decides what a leader may
 * do, and nobody outside the application can read or change its znodes.
 */
@NullMarked
package io.millrace.ha;

import org.jspecify.annotations.NullMarked;
