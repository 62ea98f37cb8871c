package io.millrace.taskmanager.task;

import org.jspecify.annotations.Nullable;

/**
 * Brings to the operators of a task what waits for them: wake-ups, due times, and the letters of their coordinators. Used
 * by the thread that runs the task.
 */
final class Delivery {
    private final Chain chain;
    private final Mailbox mailbox;
    private final WakeTimes wakeTimes;
    private final @Nullable SourceHead source;
    private final TaskCheckpoints checkpoints;
    private boolean splitAsked;

    /** @param source the head of the chain, if it is asked for its records */
    Delivery(
            Chain chain,
            Mailbox mailbox,
            WakeTimes wakeTimes,
            @Nullable SourceHead source,
            TaskCheckpoints checkpoints) {
        this.chain = chain;
        this.mailbox = mailbox;
        this.wakeTimes = wakeTimes;
        this.source = source;
        this.checkpoints = checkpoints;
    }

    /** Wake-ups and due times become events of the chain; a source is asked again. */
    void wake(long now) {
        boolean[] woken = mailbox.takeWoken();
        if (woken == null && wakeTimes.next() > now) {
            return;
        }
        for (int i = 0; i < chain.size(); i++) {
            boolean due = wakeTimes.takeDue(i, now);
            boolean called = woken != null && woken[i];
            SourceHead asked = i == 0 ? source : null;
            if (asked != null && (due || called)) {
                asked.wake();
            }
            if (due || (called && asked == null)) {
                chain.stage(i).offerTime(now);
            }
        }
    }

    /** Hands out the letters, up to one after which a checkpoint is due; returns how many there were. */
    int letters() {
        int delivered = 0;
        while (!checkpoints.isDue()) {
            Mailbox.Letter letter = mailbox.take();
            if (letter == null) {
                break;
            }
            delivered++;
            if (letter instanceof Mailbox.Splits given) {
                deliver(given);
            } else if (letter instanceof Mailbox.Told told) {
                deliver(told);
            } else if (letter instanceof Mailbox.CheckpointLetter news) {
                checkpoints.heard(news);
            }
        }
        return delivered;
    }

    private void deliver(Mailbox.Splits given) {
        if (source == null) {
            throw new IllegalStateException(
                    "splits came for '" + chain.head().name() + "', which takes none: expected=a source with splits");
        }
        splitAsked = false;
        source.addSplits(given.splits(), given.noMore());
    }

    private void deliver(Mailbox.Told told) {
        Stage stage = chain.stage(told.operator());
        try {
            stage.operator().told(told.message());
        } catch (Throwable t) {
            throw chain.failed(stage.index(), null, t);
        }
        if (stage.index() == 0 && source != null) {
            source.wake();
        }
    }

    /** The source wants a split; true if it has not asked since splits came last. */
    boolean wishSplit() {
        boolean first = !splitAsked;
        splitAsked = true;
        return first;
    }
}
