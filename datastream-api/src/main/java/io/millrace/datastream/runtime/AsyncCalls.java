package io.millrace.datastream.runtime;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The records that were not answered yet, or whose answers wait for their turn. They stand in segments: what is in one may be
 * emitted in any order, but only after all segments before it. In order, each record is a segment; unordered, what comes
 * between two watermarks is one. A watermark ends a segment.
 *
 * <p>One thread at a time.
 */
final class AsyncCalls<IN, OUT> {
    /** A record and what became of it. */
    static final class Entry<IN, OUT> {
        final IN record;
        final long timestamp;
        final long timeoutAt;
        private final Segment<IN, OUT> segment;
        int attempts = 1;

        @Nullable
        Object call;

        boolean timedOut;
        private @Nullable Collection<OUT> results;

        private Entry(IN record, long timestamp, long timeoutAt, Segment<IN, OUT> segment) {
            this.record = record;
            this.timestamp = timestamp;
            this.timeoutAt = timeoutAt;
            this.segment = segment;
        }

        boolean isAnswered() {
            return results != null;
        }
    }

    private static final class Segment<IN, OUT> {
        private final Deque<Entry<IN, OUT>> answered = new ArrayDeque<>();
        private int unanswered;
        private @Nullable Long watermark;
    }

    /** What is next to be emitted: a record's results, or a watermark. */
    record Next<OUT>(Collection<OUT> results, long timestamp, boolean isWatermark) {}

    private final boolean ordered;
    private final Deque<Segment<IN, OUT>> segments = new ArrayDeque<>();
    private final Set<Entry<IN, OUT>> entries = new LinkedHashSet<>();
    private final Set<Entry<IN, OUT>> untimed = new LinkedHashSet<>();

    AsyncCalls(boolean ordered) {
        this.ordered = ordered;
    }

    int size() {
        return entries.size();
    }

    boolean isEmpty() {
        return entries.isEmpty() && segments.isEmpty();
    }

    /** All records that are not emitted, in the order in which they came. */
    Collection<Entry<IN, OUT>> entries() {
        return entries;
    }

    Entry<IN, OUT> add(IN record, long timestamp, long timeoutAt) {
        Segment<IN, OUT> last = segments.peekLast();
        if (last == null || ordered || last.watermark != null) {
            last = new Segment<>();
            segments.addLast(last);
        }
        Entry<IN, OUT> entry = new Entry<>(record, timestamp, timeoutAt, last);
        last.unanswered++;
        entries.add(entry);
        untimed.add(entry);
        return entry;
    }

    void answered(Entry<IN, OUT> entry, Collection<OUT> results) {
        entry.results = results;
        entry.segment.unanswered--;
        entry.segment.answered.addLast(entry);
        untimed.remove(entry);
    }

    /** The watermark comes after all that is here. */
    void watermark(long watermark) {
        Segment<IN, OUT> last = segments.peekLast();
        if (last == null) {
            last = new Segment<>();
            segments.addLast(last);
        }
        last.watermark = watermark;
    }

    /** The record whose time is up first, of those that are neither answered nor timed out. */
    @Nullable
    Entry<IN, OUT> nextToTimeOut() {
        return untimed.isEmpty() ? null : untimed.iterator().next();
    }

    void timedOut(Entry<IN, OUT> entry) {
        entry.timedOut = true;
        untimed.remove(entry);
    }

    /** Takes what may be emitted now; null if nothing may. */
    @Nullable
    Next<OUT> poll() {
        for (Segment<IN, OUT> first = segments.peekFirst(); first != null; first = segments.peekFirst()) {
            Entry<IN, OUT> entry = first.answered.pollFirst();
            if (entry != null) {
                entries.remove(entry);
                Collection<OUT> results = entry.results;
                return new Next<>(results == null ? List.of() : results, entry.timestamp, false);
            }
            if (first.unanswered > 0) {
                return null;
            }
            segments.removeFirst();
            if (first.watermark != null) {
                return new Next<>(List.of(), first.watermark, true);
            }
        }
        return null;
    }
}
