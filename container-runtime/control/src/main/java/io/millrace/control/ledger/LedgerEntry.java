package io.millrace.control.ledger;

import io.millrace.control.Epoch;
import java.util.Arrays;
import java.util.Comparator;

/**
 * What a leader wrote down.
 *
 * @param id given by its leader, at least 0, growing
 */
public record LedgerEntry(Epoch epoch, long id, byte[] content) implements Comparable<LedgerEntry> {
    private static final Comparator<LedgerEntry> ORDER =
            Comparator.comparing(LedgerEntry::epoch).thenComparingLong(LedgerEntry::id);

    public LedgerEntry {
        if (id < 0) {
            throw new IllegalArgumentException("ledger entry: expected an id >= 0, found " + id);
        }
    }

    @Override
    public int compareTo(LedgerEntry other) {
        return ORDER.compare(this, other);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LedgerEntry entry
                && entry.epoch.equals(epoch)
                && entry.id == id
                && Arrays.equals(entry.content, content);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * epoch.hashCode() + Long.hashCode(id)) + Arrays.hashCode(content);
    }

    @Override
    public String toString() {
        return "entry " + epoch.number() + "/" + id + " of " + content.length + " bytes";
    }
}
