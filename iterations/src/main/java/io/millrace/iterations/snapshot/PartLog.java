package io.millrace.iterations.snapshot;

import io.millrace.iterations.snapshot.SuperstepLog.Content;
import io.millrace.iterations.snapshot.SuperstepLog.Point;
import java.io.IOException;

/**
 * Writes the entries of one part of a loop, in one run; one at a time. Not thread-safe.
 *
 * <p>The first entry is full, and so is the one after an entry that could not be written. Besides, an entry is full when those
 * since the last full one have as many bytes as that: what is read at a restore, and what lies there, stays within about
 * twice the state.
 */
public final class PartLog {
    private final SuperstepLog log;
    private final long run;
    private final int part;
    private final int parts;
    private int previous = EntryName.NONE;
    private long fullBytes;
    private long changedBytes;

    /**
     * @param run unlike that of any other start of this loop, and higher than those before
     * @param part the number of this subtask, from 0
     * @param parts how many subtasks write
     */
    public PartLog(SuperstepLog log, long run, int part, int parts) {
        this.log = log;
        this.run = run;
        this.part = part;
        this.parts = parts;
    }

    /** Whether the next entry must have the whole state; else it has what changed since the last entry. */
    public boolean nextIsFull() {
        return previous == EntryName.NONE || changedBytes >= fullBytes;
    }

    /** Writes an entry with the whole state, whether it must have it or not. */
    public void writeFull(int superstep, Content content) throws IOException {
        fullBytes = write(superstep, EntryName.NONE, content);
        changedBytes = 0;
    }

    /**
     * Writes an entry with what changed in the state since the last entry.
     *
     * @throws IllegalStateException if the entry must be full
     */
    public void writeChanges(int superstep, Content content) throws IOException {
        if (nextIsFull()) {
            throw new IllegalStateException("the entry of superstep " + superstep + " must be full");
        }
        changedBytes += write(superstep, previous, content);
    }

    private long write(int superstep, int after, Content content) throws IOException {
        previous = EntryName.NONE;
        long bytes = log.write(new EntryName(new Point(superstep, run), part, parts, after), content);
        previous = superstep;
        return bytes;
    }
}
