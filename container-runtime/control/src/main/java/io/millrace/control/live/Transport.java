package io.millrace.control.live;

import io.millrace.control.Address;
import io.millrace.control.Message;

/**
 * Carries messages to other nodes. Any thread may call it; it never blocks and never throws. A message may come late, twice,
 * overtaken by a later one, or never; an unknown node is not an error.
 */
@FunctionalInterface
public interface Transport {
    void send(Address to, Message message);

    /** For a node that stands alone: nothing arrives anywhere. */
    static Transport none() {
        return (to, message) -> {};
    }
}
