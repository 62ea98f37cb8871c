package io.millrace.yarn.master;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** A part of the ApplicationMaster that starts on a thread of its own while others do. Thread-safe. */
final class StartedAside<T> {
    private final CompletableFuture<T> started = new CompletableFuture<>();
    private final String name;

    private StartedAside(String name) {
        this.name = name;
    }

    /** @param name of the thread, a daemon */
    static <T> StartedAside<T> on(String name, Callable<T> start) {
        StartedAside<T> aside = new StartedAside<>(name);
        Thread thread = new Thread(() -> aside.run(start), name);
        thread.setDaemon(true);
        thread.start();
        return aside;
    }

    private void run(Callable<T> start) {
        try {
            started.complete(start.call());
        } catch (Throwable failed) {
            started.completeExceptionally(failed);
        }
    }

    /**
     * Waits for it.
     *
     * @throws IOException if it could not start; what else went wrong is thrown as it is
     */
    T get() throws IOException, InterruptedException {
        try {
            return started.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException known) {
                throw known;
            }
            throw e.getCause() instanceof IOException known ? known : new IOException(name, e.getCause());
        }
    }
}
