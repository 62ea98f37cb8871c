package io.millrace.control;

/**
 * A control component. It owns its fields; only its own turns touch them; a turn never blocks and handles one message to
 * its end.
 *
 * @param <M> the messages it takes
 */
@FunctionalInterface
public interface Actor<M extends Message> {
    /** Called once, before the first message: the place to arm timers and to say hello. */
    default void start(Turn turn) {}

    /** An exception here is a programmer's mistake: the host of the actor reports it and ends the process's part. */
    void on(M message, Turn turn);
}
