package io.millrace.control.live;

import io.millrace.control.Address;
import io.millrace.control.Message;
import org.jspecify.annotations.Nullable;

/** Hears of actors that broke. Called on the node's thread, after the actor was retired; must not throw. */
@FunctionalInterface
public interface TurnFailure {
    /** @param message what the actor was handling; null if it was starting */
    void actorBroke(Address actor, @Nullable Message message, Throwable cause);
}
