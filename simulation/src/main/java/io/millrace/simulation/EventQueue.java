package io.millrace.simulation;

import java.util.PriorityQueue;

/** What will happen, by virtual time; what happens at the same time happens in the order in which it was planned. */
final class EventQueue {
    private record Event(long atMs, long order, Runnable action) {}

    private final PriorityQueue<Event> events = new PriorityQueue<>((a, b) -> {
        int byTime = Long.compare(a.atMs, b.atMs);
        return byTime != 0 ? byTime : Long.compare(a.order, b.order);
    });
    private long planned;
    private long nowMs;

    /** Virtual time, in milliseconds since its beginning. */
    long nowMs() {
        return nowMs;
    }

    void at(long atMs, Runnable action) {
        events.add(new Event(Math.max(nowMs, atMs), planned++, action));
    }

    void after(long delayMs, Runnable action) {
        at(nowMs + delayMs, action);
    }

    /** Lets the next thing happen; false if nothing is planned. */
    boolean step() {
        Event next = events.poll();
        if (next == null) {
            return false;
        }
        nowMs = next.atMs;
        next.action.run();
        return true;
    }
}
