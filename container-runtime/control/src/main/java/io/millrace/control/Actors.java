package io.millrace.control;

/** The house of the actors of one node: what lets one actor bring another to life beside it. */
public interface Actors {
    /**
     * Gives an actor a name in this node and has its {@link Actor#start} run, later and in a turn of its own.
     *
     * @throws IllegalStateException if the name is taken
     */
    void host(String name, Actor<?> actor);

    /** Takes an actor away: its timers never come and its messages are dropped. Unknown names are ignored. */
    void retire(String name);

    /** Hands a message to an actor of this node, later; dropped if there is none of the name. How ports answer. */
    void post(String actor, Message message);
}
