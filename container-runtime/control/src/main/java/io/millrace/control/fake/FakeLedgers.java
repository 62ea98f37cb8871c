package io.millrace.control.fake;

import io.millrace.control.Epoch;
import io.millrace.control.ledger.Ledger;
import io.millrace.control.ledger.LedgerEntry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.TreeMap;
import java.util.function.Consumer;

/** A ledger in memory, shared by the leaders of one application. What a leader wants happens when its disk comes to it. */
public final class FakeLedgers {
    /** Runs something later; at once is allowed. In the simulation, after a delay drawn from the seed. */
    @FunctionalInterface
    public interface Disk {
        void later(Runnable work);
    }

    private final TreeMap<LedgerEntry, LedgerEntry> entries = new TreeMap<>();
    private Epoch latest = Epoch.NONE;
    private String broken = "";

    /** The ledger as one leader sees it. */
    public Ledger of(Disk disk, Consumer<Ledger.Fact> facts) {
        return new OneLeaders(disk, facts);
    }

    /** What is written. */
    public List<LedgerEntry> entries() {
        return new ArrayList<>(entries.values());
    }

    // Buttons.

    /** Nothing can be read or written any more. */
    public void breakDown(String reason) {
        broken = reason;
    }

    private final class OneLeaders implements Ledger {
        private final Disk disk;
        private final Consumer<Fact> facts;
        private final Queue<Runnable> wishes = new ArrayDeque<>();
        private boolean over;

        OneLeaders(Disk disk, Consumer<Fact> facts) {
            this.disk = disk;
            this.facts = facts;
        }

        @Override
        public void takeOver(Epoch epoch) {
            inOrder(() -> {
                if (!broken.isEmpty()) {
                    end(new Broken(epoch, broken));
                } else if (!latest.isOlderThan(epoch)) {
                    end(new Superseded(epoch, "the ledger is of epoch " + latest.number()));
                } else {
                    latest = epoch;
                    facts.accept(new TakenOver(epoch, entries()));
                }
            });
        }

        @Override
        public void append(Epoch epoch, long id, byte[] content) {
            LedgerEntry entry = new LedgerEntry(epoch, id, content);
            inOrder(() -> {
                if (!broken.isEmpty()) {
                    end(new Broken(epoch, broken));
                } else if (!latest.equals(epoch)) {
                    end(new Superseded(epoch, "the ledger is of epoch " + latest.number()));
                } else if (!entry.equals(entries.getOrDefault(entry, entry))) {
                    end(new Broken(epoch, "there is another " + entry));
                } else {
                    entries.put(entry, entry);
                    facts.accept(new Appended(epoch, id));
                }
            });
        }

        /** Whatever the delays are, the disk does what is wanted in its order. */
        private void inOrder(Runnable wish) {
            wishes.add(wish);
            disk.later(() -> {
                Runnable next = wishes.remove();
                if (!over) {
                    next.run();
                }
            });
        }

        private void end(Fact last) {
            over = true;
            facts.accept(last);
        }
    }
}
