package io.millrace.jobmanager.dispatch;

import io.millrace.control.Epoch;
import io.millrace.control.Turn;
import io.millrace.control.ledger.Ledger;
import io.millrace.control.ledger.Ledger.Appended;
import io.millrace.protocol.JobEntry;
import io.millrace.protocol.wire.MessageCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** What the dispatcher writes down, and what it does once that is durable. */
final class Notebook {
    @FunctionalInterface
    interface Then {
        void go(Turn turn);
    }

    private final Epoch epoch;
    private final Ledger ledger;
    private final TreeMap<Long, Then> unanswered = new TreeMap<>();
    private final List<Runnable> held = new ArrayList<>();
    private boolean suspended;
    private long next;

    Notebook(Epoch epoch, Ledger ledger) {
        this.epoch = epoch;
        this.ledger = ledger;
    }

    void takeOver() {
        ledger.takeOver(epoch);
    }

    /** @param then in a later turn, when the entry is durable; never if that is not to be */
    void record(JobEntry entry, Then then) {
        long id = next++;
        unanswered.put(id, then);
        Runnable append = () -> ledger.append(epoch, id, MessageCodec.encode(entry));
        if (suspended) {
            held.add(append);
        } else {
            append.run();
        }
    }

    void appended(Appended fact, Turn turn) {
        Then then = unanswered.remove(fact.id());
        if (then != null) {
            then.go(turn);
        }
    }

    /** Whether it leads is not known: nothing new is committed. */
    void suspend() {
        suspended = true;
    }

    void resume() {
        suspended = false;
        held.forEach(Runnable::run);
        held.clear();
    }
}
