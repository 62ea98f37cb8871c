package io.millrace.taskmanager.exchange;

import java.util.concurrent.atomic.AtomicLong;

/** Counts what all blocking exchanges of a TaskManager hold, by estimate, against a limit. Thread-safe. */
final class ExchangeBudget {
    static final String LIMIT_KEY = "taskmanager.memory.blocking-exchange.max";

    private final long limitBytes;
    private final AtomicLong heldBytes = new AtomicLong();

    ExchangeBudget(long limitBytes) {
        this.limitBytes = limitBytes;
    }

    void take(long bytes, String edge) {
        long held = heldBytes.addAndGet(bytes);
        if (held > limitBytes) {
            heldBytes.addAndGet(-bytes);
            throw new ExchangeFullException(edge, held, limitBytes);
        }
    }

    void give(long bytes) {
        heldBytes.addAndGet(-bytes);
    }

    long heldBytes() {
        return heldBytes.get();
    }
}
