package io.millrace.iterations.snapshot;

import io.millrace.iterations.snapshot.SuperstepLog.Point;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Has a part of a point read by other threads, some blocks ahead of the task that takes them. */
final class PartReading {
    private static final int AHEAD = 32;

    private final SuperstepLog log;
    private final Point point;
    private final int part;
    private final Executor io;
    private final Runnable news;

    // Under the lock of this.
    private final ArrayDeque<Block> read = new ArrayDeque<>();
    private boolean works;
    private boolean over;
    private boolean closed;
    private @Nullable IOException failure;

    // Of the thread that reads; the lock makes it known to the next one.
    private @Nullable PartReader reader;

    /** @param news called by any thread when {@link #next} is to be asked again */
    PartReading(SuperstepLog log, Point point, int part, Executor io, Runnable news) {
        this.log = log;
        this.point = point;
        this.part = part;
        this.io = io;
        this.news = news;
    }

    /** The next block; empty if there is none at the moment, or {@link #isOver}. */
    Optional<Block> next() throws IOException {
        Optional<Block> next;
        boolean begins;
        synchronized (this) {
            IOException thrown = failure;
            if (thrown != null) {
                throw thrown;
            }
            next = Optional.ofNullable(read.poll());
            begins = !over && !works && !closed && read.size() < AHEAD / 2;
            works |= begins;
        }
        if (begins) {
            io.execute(this::read);
        }
        return next;
    }

    synchronized boolean isOver() {
        return over && read.isEmpty();
    }

    synchronized void close() {
        closed = true;
        if (!works && reader != null) {
            works = true;
            io.execute(this::read);
        }
    }

    private void read() {
        boolean again;
        do {
            readAhead();
            synchronized (this) {
                again = closed && reader != null; // closed since that was looked at
                works = again;
            }
        } while (again);
        news.run();
    }

    private void readAhead() {
        try {
            while (mayGoOn()) {
                readOne();
            }
            PartReader done = reader;
            if (isDone() && done != null) {
                reader = null;
                done.close();
            }
        } catch (IOException e) {
            synchronized (this) {
                failure = e;
            }
        }
    }

    private synchronized boolean mayGoOn() {
        return !closed && !over && read.size() < AHEAD;
    }

    private synchronized boolean isDone() {
        return closed || over;
    }

    private void readOne() throws IOException {
        PartReader from = reader;
        if (from == null) {
            from = log.open(point, part);
            reader = from;
        }
        Optional<Block> block = from.next();
        synchronized (this) {
            block.ifPresent(read::add);
            over = block.isEmpty();
        }
    }
}
