package io.millrace.datastream.runtime;

/**
 * Lets the one who wants a lock have it before those who take it again and again: who takes a monitor next is a matter of luck.
 *
 * <p>{@link #wanted} is for one thread at a time, {@link #give} for any.
 */
final class RightOfWay {
    private final Object lock;
    private final Object turn = new Object();
    private volatile boolean wanted;

    RightOfWay(Object lock) {
        this.lock = lock;
    }

    /** The caller is about to take the lock, or has it. */
    void wanted(boolean now) {
        if (now) {
            wanted = true;
        } else {
            synchronized (turn) {
                wanted = false;
                turn.notifyAll();
            }
        }
    }

    /** Waits until nobody wants the lock. Returns at once if the caller holds it: then whoever wants it waits for the caller. */
    void give() {
        if (wanted && !Thread.holdsLock(lock)) {
            await();
        }
    }

    // Not on the lock itself: the user's own notify() would wake this thread in place of the one it is meant for.
    private void await() {
        synchronized (turn) {
            while (wanted) {
                try {
                    turn.wait();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt(); // who interrupts the loop wants it to end, not to wait
                    return;
                }
            }
        }
    }
}
