package io.millrace.taskmanager.worker;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Makes the threads of a TaskManager's data side: named daemons, known until they end. Thread-safe. */
final class Threads {
    private final Set<Thread> running = ConcurrentHashMap.newKeySet();

    Thread start(String name, Runnable body) {
        Thread thread = daemon("millrace-" + name, () -> {
            try {
                body.run();
            } finally {
                running.remove(Thread.currentThread());
            }
        });
        running.add(thread);
        thread.start();
        return thread;
    }

    /** One that is not started. */
    static Thread daemon(String name, Runnable body) {
        Thread thread = new Thread(body, name);
        thread.setDaemon(true);
        // Else a thread would keep alive the class loader of the job that happened to start it.
        thread.setContextClassLoader(Threads.class.getClassLoader());
        return thread;
    }

    /** Those that have not ended. */
    Set<Thread> running() {
        return Set.copyOf(running);
    }
}
