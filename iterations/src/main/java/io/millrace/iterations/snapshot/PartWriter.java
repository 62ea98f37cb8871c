package io.millrace.iterations.snapshot;

import io.millrace.dataflow.typeutils.TypeSerializer;
import io.millrace.iterations.snapshot.SuperstepLog.Kind;
import io.millrace.iterations.snapshot.SuperstepLog.Point;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the entries of one part of a loop, in one run: takes records from the task, and has other threads bring them to the
 * file. All methods are the task's; none of them blocks.
 *
 * <p>The first entry is full, and so is the one after an entry that could not be written. Besides, an entry is full when those
 * since the last full one have as many bytes of state as that: what is read at a restore, and what lies there, stays within
 * about twice the state. An entry of changes begins with the first of them, and is on its way to the file long before it is
 * committed.
 */
public final class PartWriter {
    /** What waits to be written may have so many bytes; then the task is to wait. */
    private static final int WAITING_BYTES_MAX = 8 << 20;

    private static final Logger LOG = LoggerFactory.getLogger(PartWriter.class);

    @FunctionalInterface
    private interface Step {
        void run() throws IOException;
    }

    // What it was told.
    private final SuperstepLog log;
    private final long run;
    private final int part;
    private final int parts;
    private final Executor io;
    private final Runnable news;

    // The task's.
    private final EntryFormat.Blocks blocks = new EntryFormat.Blocks();
    private @Nullable EntryName open;
    private int previous = EntryName.NONE;
    private long fullBytes;
    private long changedBytes;

    // Under the lock of this.
    private final ArrayDeque<Step> waiting = new ArrayDeque<>();
    private long waitingBytes;
    private boolean works;
    private int commits;
    private int committed = EntryName.NONE;
    private boolean failed;
    private boolean closed;

    // Of the thread that works; the lock makes them known to the next one.
    private SuperstepLog.@Nullable Entry entry;

    /**
     * @param run unlike that of any other start of this loop, and higher than those before
     * @param part the number of this subtask, from 0
     * @param parts how many subtasks write
     * @param io runs what blocks
     * @param news called by any thread when {@link #hasRoom}, {@link #isFree}, {@link #isQuiet} or {@link #committed} may have
     *     changed
     */
    public PartWriter(SuperstepLog log, long run, int part, int parts, Executor io, Runnable news) {
        this.log = log;
        this.run = run;
        this.part = part;
        this.parts = parts;
        this.io = io;
        this.news = news;
    }

    /** Whether the next entry must have the whole state; else it has what changed since the last entry. The last word when free. */
    public boolean nextIsFull() {
        synchronized (this) {
            if (failed) {
                return true;
            }
        }
        return previous == EntryName.NONE || changedBytes >= fullBytes;
    }

    /** Whether the next entry may be one of changes: then all of them are to be written. Once it is false the next one is full. */
    public boolean wantsChanges() {
        return !nextIsFull();
    }

    /** Whether the last entry was committed, or given up: another one may be. */
    public synchronized boolean isFree() {
        return commits == 0;
    }

    /** Whether records may be written. */
    public synchronized boolean hasRoom() {
        return waitingBytes < WAITING_BYTES_MAX;
    }

    /** Whether nothing is being done any more. */
    public synchronized boolean isQuiet() {
        return !works;
    }

    /** The superstep of the last entry that is there for good; negative if there is none. */
    public synchronized int committed() {
        return committed;
    }

    /** Begins an entry with the whole state; changes that were written for the next one are forgotten. When free. */
    public void beginFull(int superstep) {
        forgetOpen();
        synchronized (this) {
            failed = false;
        }
        fullBytes = 0;
        changedBytes = 0;
        begin(new EntryName(new Point(superstep, run), part, parts, EntryName.NONE));
    }

    private void begin(EntryName name) {
        open = name;
        later(0, () -> {
            if (!isClosed()) {
                entry = log.begin(name);
            }
        });
    }

    /** Writes a record of the next entry; unless that is full it is one of changes. */
    public <T> void write(Kind kind, T record, TypeSerializer<T> serializer) throws IOException {
        beginChanges();
        blocks.add(kind, record, serializer).ifPresent(this::write);
    }

    private void beginChanges() {
        if (open == null) {
            if (previous == EntryName.NONE) {
                throw new IllegalStateException("the next entry of part " + part + " must be full");
            }
            // No other entry had this name: each begins behind the one before it.
            begin(new EntryName(new Point(previous + 1, run), part, parts, previous));
        }
    }

    private void write(Block block) {
        EntryName name = open;
        int bytes = block.bytes().length;
        if (block.kind() == Kind.STATE && name != null) {
            fullBytes += name.isFull() ? bytes : 0;
            changedBytes += name.isFull() ? 0 : bytes;
        }
        later(bytes, () -> {
            SuperstepLog.Entry to = entry;
            if (to != null) {
                to.write(block);
            }
        });
    }

    /** The next entry has all its records; it is of the end of this superstep. */
    public void commit(int superstep) {
        beginChanges();
        blocks.take().ifPresent(this::write);
        EntryName name = new EntryName(
                new Point(superstep, run), part, parts, open != null && open.isFull() ? EntryName.NONE : previous);
        open = null;
        previous = superstep;
        synchronized (this) {
            commits++;
        }
        later(0, () -> commit(name));
    }

    private void commit(EntryName name) throws IOException {
        SuperstepLog.Entry whole = entry;
        try {
            if (whole != null && !isClosed()) {
                whole.commit(name);
                entry = null;
                synchronized (this) {
                    committed = name.point().superstep();
                }
            }
        } finally {
            synchronized (this) {
                commits--;
            }
        }
    }

    /** What was written since the last commit is of no use. */
    public void forgetOpen() {
        blocks.forget();
        if (open != null) {
            open = null;
            later(0, this::discard);
        }
    }

    /** Nothing more is written; what is under way ends soon, and leaves nothing behind. */
    public void close() {
        synchronized (this) {
            closed = true;
            if (!works && entry == null) {
                return;
            }
        }
        later(0, this::discard);
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    // The thread that works.

    private void later(int bytes, Step step) {
        synchronized (this) {
            waiting.add(() -> {
                try {
                    step.run();
                } finally {
                    synchronized (this) {
                        waitingBytes -= bytes;
                    }
                }
            });
            waitingBytes += bytes;
            if (works) {
                return;
            }
            works = true;
        }
        io.execute(this::work);
    }

    private void work() {
        while (true) {
            Step next;
            synchronized (this) {
                next = waiting.poll();
                works = next != null;
            }
            if (next == null) {
                news.run();
                return;
            }
            try {
                next.run();
            } catch (IOException e) {
                fail(e);
            }
            if (isClosed()) {
                discard();
            }
            news.run();
        }
    }

    private void fail(IOException e) {
        LOG.warn("part {} of a superstep snapshot cannot be written; the next one has the whole state", part, e);
        synchronized (this) {
            failed = true;
        }
        discard();
    }

    private void discard() {
        SuperstepLog.Entry left = entry;
        entry = null;
        if (left != null) {
            left.discard();
        }
    }
}
