package io.millrace.simulation;

import java.util.OptionalInt;
import java.util.SplittableRandom;

/** A job with an oracle: a program whose right outcome is known without the engine. Made anew for every run. */
public interface SimulatedJob {
    String name();

    /** The serialised job graph; what it computes is drawn from {@code random}. */
    byte[] graph(int parallelism, SplittableRandom random);

    /** When a user cancels it; never, unless said otherwise. */
    default OptionalInt cancelledAfterMs(SplittableRandom random) {
        return OptionalInt.empty();
    }

    /** When a user asks for a checkpoint of it; never, unless said otherwise. */
    default OptionalInt checkpointAskedAfterMs(SplittableRandom random) {
        return OptionalInt.empty();
    }

    /** Whether another leader can go on with its coordinators where the one before it stopped. */
    default boolean handsOver() {
        return true;
    }

    /** How long a TaskManager rests at least between two steps of its tasks, so that the job takes its time. */
    default int restMs() {
        return 0;
    }

    /** It is about to be submitted to a world of this time. */
    default void begins(VirtualTime time) {}

    /** A checkpoint of it has become complete, and nobody of the cluster knows that yet. */
    default void isDurable(long checkpoint) {}

    /**
     * Compares the outcome with the oracle's.
     *
     * @throws Violation if it is wrong
     */
    void check(Run run);
}
