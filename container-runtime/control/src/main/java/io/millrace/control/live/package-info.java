/**
 * Actors in a real process: a thread, the real clock, mailboxes. Start with {@link
 * io.millrace.control.live.LiveNode}; everything else is a part of it.
 *
 * <p>The one place of the kernel where threads and clocks are allowed. It decides nothing and knows no message.
 */
@NullMarked
package io.millrace.control.live;

import org.jspecify.annotations.NullMarked;
