package io.millrace.control.leader;

import io.millrace.control.Epoch;
import io.millrace.control.Message;

/**
 * A process's part in the election of one application's leader. Methods return at once; what happens comes back as
 * {@link Fact}s, in order, to the actor that was named when it was made.
 *
 * <p>It does not promise that somebody leads, nor that only one believes to lead: a deposed leader may hear of it late.
 * What it promises is that no epoch is granted twice and that a later grant, to whomever, has a higher epoch. So each write
 * and each command shows its epoch, and what takes them refuses lower ones.
 */
public interface LeaderElection {
    /** Wants to lead from now on. Called once. */
    void contend();

    /**
     * Tells all who watch where the leader listens. Answered by {@link Published}, or, if another leader has been elected
     * since, by {@link PublishRefused}; while the connection is suspended the answer waits. Repeating it changes nothing.
     */
    void publish(Epoch epoch, LeaderAddress address);

    /** Wants to lead no more, so that another may. Answered by {@link Left}; no fact comes after it. */
    void resign();

    /**
     * The application has ended in order: resigns and removes all that its elections left outside, if this contender leads.
     * Answered by {@link Left}; no fact comes after it.
     */
    void endApplication();

    /** What happens to a contender. */
    sealed interface Fact extends Message {}

    /** It leads, from now until {@link Revoked}. At most once for a contender. */
    record Granted(Epoch epoch) implements Fact {}

    /** Whether it still leads cannot be found out. What needs to be sure waits; nothing is cancelled. */
    record Suspended(Epoch epoch) implements Fact {}

    /** It led all the time since {@link Suspended}. */
    record Resumed(Epoch epoch) implements Fact {}

    /** It leads no more and never will again: whoever wants to contend anew makes a new contender. */
    record Revoked(Epoch epoch, String reason) implements Fact {}

    /** Whoever watches hears of the address. */
    record Published(Epoch epoch, LeaderAddress address) implements Fact {}

    /** Nothing was published. */
    record PublishRefused(Epoch epoch, String reason) implements Fact {}

    /** It cannot take part, and never will; only before {@link Granted}. */
    record Unavailable(String reason) implements Fact {}

    /**
     * The last word.
     *
     * @param remains what could not be removed, and why; empty if nothing was left that had to be
     */
    record Left(String remains) implements Fact {}
}
