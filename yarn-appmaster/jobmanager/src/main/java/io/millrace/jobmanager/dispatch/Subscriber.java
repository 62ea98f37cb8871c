package io.millrace.jobmanager.dispatch;

import io.millrace.control.Address;

/** A client that hears about a job, and what it is known to have heard. */
final class Subscriber {
    final Address address;
    private long has;
    private boolean hasEnd;
    private int endTold;

    Subscriber(Address address, long firstResult) {
        this.address = address;
        this.has = firstResult;
    }

    /** It has the results with lower numbers. */
    long has() {
        return has;
    }

    void received(long below) {
        has = Math.max(has, below);
    }

    void receivedEnd() {
        hasEnd = true;
    }

    /** It asks again: whatever it had heard, it wants to hear. */
    void asksAgain() {
        hasEnd = false;
        endTold = 0;
    }

    /** False once it said so, or was told so often that it must be gone. */
    boolean mayMissEnd(int tellingsMax) {
        return !hasEnd && endTold < tellingsMax;
    }

    void endTold() {
        endTold++;
    }
}
