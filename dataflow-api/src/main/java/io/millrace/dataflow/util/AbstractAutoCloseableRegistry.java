package io.millrace.dataflow.util;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Holds what is to be closed when this is closed. What comes later is closed at once. Thread-safe.
 *
 * @param <R> what is closed
 * @param <C> what is registered
 * @param <T> what is kept beside it
 * @param <E> what closing may throw
 */
public abstract class AbstractAutoCloseableRegistry<R extends AutoCloseable, C extends R, T, E extends Exception>
        implements AutoCloseable {
    protected final Map<R, T> closeableToRef;
    private final Object lock = new Object();
    private boolean closed;

    /** @param closeableToRef kept and changed by this object alone */
    public AbstractAutoCloseableRegistry(Map<R, T> closeableToRef) {
        this.closeableToRef = Objects.requireNonNull(closeableToRef);
    }

    /** @throws IOException if this is closed already; then {@code closeable} is closed too */
    public final void registerCloseable(@Nullable C closeable) throws IOException {
        if (closeable == null) {
            return;
        }
        synchronized (lock) {
            if (!closed) {
                doRegister(closeable, closeableToRef);
                return;
            }
        }
        IOUtils.closeQuietly(closeable);
        throw new IOException("Cannot register Closeable, registry is already closed. Closing argument.");
    }

    /** Whether it was registered and is not any more. */
    public final boolean unregisterCloseable(@Nullable C closeable) {
        if (closeable == null) {
            return false;
        }
        synchronized (lock) {
            return doUnRegister(closeable, closeableToRef);
        }
    }

    @Override
    public void close() throws E {
        List<R> toClose;
        synchronized (lock) {
            if (closed) {
                return;
            }
            closed = true;
            toClose = new ArrayList<>(closeableToRef.keySet());
            closeableToRef.clear();
        }
        doClose(toClose);
    }

    public boolean isClosed() {
        synchronized (lock) {
            return closed;
        }
    }

    public final int getNumberOfRegisteredCloseables() {
        synchronized (lock) {
            return closeableToRef.size();
        }
    }

    public final boolean isCloseableRegistered(R closeable) {
        synchronized (lock) {
            return closeableToRef.containsKey(closeable);
        }
    }

    /** Closes all; without the lock. */
    protected abstract void doClose(List<R> toClose) throws E;

    /** Called with the lock. */
    protected abstract void doRegister(C closeable, Map<R, T> closeableMap);

    /** Called with the lock; whether it was there. */
    protected abstract boolean doUnRegister(C closeable, Map<R, T> closeableMap);

    protected final Object getSynchronizationLock() {
        return lock;
    }

    /** Whether it was there; without closing it. */
    protected final boolean removeCloseableInternal(R closeable) {
        synchronized (lock) {
            return closeableToRef.remove(closeable) != null;
        }
    }
}
