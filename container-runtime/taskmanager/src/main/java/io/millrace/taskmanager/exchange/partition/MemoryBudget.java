package io.millrace.taskmanager.exchange.partition;

import io.millrace.taskmanager.exchange.BlockingExchangeException;
import io.millrace.taskmanager.exchange.WakeUp;
import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Counts what all partitions of a TaskManager hold in memory, by estimate, against a limit. What is over three quarters of
 * it is to be written to disk; at the limit producers wait. One batch always gets in, however small the limit is.
 *
 * <p>Thread-safe. Who is woken may take locks of its own: nobody calls {@link #give} under a lock.
 */
final class MemoryBudget {
    private final long limitBytes;
    private final Runnable pressure;
    private final AtomicLong heldBytes = new AtomicLong();
    private final Set<WakeUp> waiting = ConcurrentHashMap.newKeySet();
    private volatile @Nullable BlockingExchangeException hopeless;

    /** @param pressure called when something should go to disk; often, by any thread */
    MemoryBudget(long limitBytes, Runnable pressure) {
        this.limitBytes = limitBytes;
        this.pressure = pressure;
    }

    /**
     * Takes memory, if there is some.
     *
     * @param who is woken when there may be some again
     * @throws BlockingExchangeException if there will be none, as nothing can be written to disk
     */
    boolean take(long bytes, WakeUp who) {
        if (tryTake(bytes)) {
            return true;
        }
        waiting.add(who); // before the second look: who gives memory back looks here after
        if (tryTake(bytes)) {
            return true;
        }
        BlockingExchangeException why = hopeless;
        if (why != null) {
            throw new BlockingExchangeException(String.valueOf(why.getMessage()), why.getCause());
        }
        pressure.run();
        return false;
    }

    private boolean tryTake(long bytes) {
        long held = heldBytes.get();
        if (held >= limitBytes && held > 0) {
            return false;
        }
        heldBytes.addAndGet(bytes);
        return true;
    }

    /**
     * What was taken is where it can be found and written to disk. To be called after each {@link #take}: those that were
     * refused in between pressed when it could not be found yet, and nobody else would press for them.
     */
    void filled() {
        if (isPressing() && hopeless == null) {
            pressure.run();
        }
    }

    void give(long bytes) {
        if (bytes > 0) {
            heldBytes.addAndGet(-bytes);
            relieved();
        }
    }

    /** Whether something should go to disk. */
    boolean isPressing() {
        return heldBytes.get() > limitBytes / 4 * 3;
    }

    /** Nothing can be written to disk: those that wait at the limit fail. */
    void despair(BlockingExchangeException because) {
        hopeless = because;
        wake();
    }

    /** There is memory or disk again. */
    void relieved() {
        hopeless = null;
        wake();
    }

    private void wake() {
        for (Iterator<WakeUp> all = waiting.iterator(); all.hasNext(); ) {
            WakeUp next = all.next();
            all.remove();
            next.wakeUp();
        }
    }

    long heldBytes() {
        return heldBytes.get();
    }
}
