package io.millrace.simulation;

import io.millrace.control.live.SlewedClock;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** The clocks of one machine: one on its wall, which may be set, and one that goes on steadily, if not at the right speed. */
final class NodeClock {
    private static final long EPOCH_MS = Instant.parse("2026-03-01T00:00:00Z").toEpochMilli();
    private static final double PERCENT = 100;

    private final EventQueue events;
    private final double speed;
    private final long begunMs;
    private final SlewedClock processingTime = new SlewedClock(this::wallMs, this::nanos);
    private long setByMs;

    /** @param fasterPercent than the world's */
    NodeClock(EventQueue events, int fasterPercent) {
        this.events = events;
        this.speed = 1 + fasterPercent / PERCENT;
        this.begunMs = events.nowMs();
    }

    private long passedMs() {
        return (long) ((events.nowMs() - begunMs) * speed);
    }

    private long nanos() {
        return TimeUnit.MILLISECONDS.toNanos(passedMs());
    }

    private long wallMs() {
        return EPOCH_MS + begunMs + passedMs() + setByMs;
    }

    /** What the wall says. */
    Instant wall() {
        return Instant.ofEpochMilli(wallMs());
    }

    Instant steady() {
        return Instant.ofEpochMilli(EPOCH_MS + begunMs + passedMs());
    }

    /** What operators count by. */
    long processingTimeMs() {
        return processingTime.millis();
    }

    /** How long it takes in the world until so much has passed here, at least 1 ms if anything. */
    long inTheWorld(long ms) {
        return (long) Math.ceil(ms / speed);
    }

    /** The clock on the wall is set. */
    void set(long forwardsMs) {
        setByMs += forwardsMs;
    }
}
