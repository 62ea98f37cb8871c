package io.millrace.client;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Tells by which signal the process ends: the JVM runs its shutdown hooks on a signal, but does not say which it was. Signals
 * that are ignored, as those of the terminal are for a process in its background, stay so.
 */
final class Signals {
    /** What shells add to a signal's number. */
    private static final int OFFSET = 128;

    private static final AtomicInteger RECEIVED = new AtomicInteger();

    private Signals() {}

    static void watch() {
        for (String name : List.of("INT", "TERM")) {
            SignalHandler before = Signal.handle(new Signal(name), Signals::received);
            if (before.equals(SignalHandler.SIG_IGN)) {
                Signal.handle(new Signal(name), before);
            }
        }
    }

    private static void received(Signal signal) {
        if (RECEIVED.compareAndSet(0, OFFSET + signal.getNumber())) {
            // Not on the thread of signals: exit returns when the hooks have run.
            new Thread(() -> System.exit(OFFSET + signal.getNumber()), "millrace-signal").start();
        }
    }

    /** What the process ends with, and true if it is a signal that ends it. */
    static boolean any() {
        return RECEIVED.get() != 0;
    }

    /** The exit code; that of TERM if the program itself called for the end. */
    static int exitCode() {
        return any() ? RECEIVED.get() : OFFSET + 15;
    }
}
