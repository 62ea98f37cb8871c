package io.millrace.control;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/** All that a turn may do to the world. Valid only during the turn it was handed to. */
public interface Turn {
    /** What the clock on the wall says, one reading per turn: to be shown, never to be counted with, for it may jump. */
    Instant now();

    /**
     * Time that never jumps and never goes back, one reading per turn: for intervals and time-outs. It began as the clock on
     * the wall did when this process started, and may be far from it by now.
     */
    Instant steady();

    RandomGenerator random();

    /** The address of the actor whose turn it is. */
    Address self();

    /** Promises nothing: the message may be late, lost, repeated, or overtaken by a later one, except within a node. */
    void send(Address to, Message message);

    /** Sends {@code expiry} to the actor itself after {@code delay}; arming the same name again replaces it. */
    void arm(TimerName timer, Duration delay, Message expiry);

    /** A timer that was disarmed or replaced never comes, even if it had expired already. */
    void disarm(TimerName timer);

    /** A line in the transition log: who moved from where to where, and why. */
    void moved(String who, Enum<?> from, Enum<?> to, String because);
}
