package io.millrace.state.log;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Semaphore;

/** Runs several processes so that one at a time makes a step; which one is drawn from a seed. */
final class Turnstile {
    /** Thrown in a process that dies at this step. */
    static final class Death extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private final class Process {
        final Semaphore turn = new Semaphore(0);
        final int stepsMax;
        int steps;
        boolean ended;

        Process(int stepsMax) {
            this.stepsMax = stepsMax;
        }

        void pass() {
            stepped.release();
            turn.acquireUninterruptibly();
            if (++steps > stepsMax) {
                throw new Death();
            }
        }
    }

    interface Life {
        /** @param pass to be called before each step */
        void live(Runnable pass);
    }

    private final SplittableRandom random;
    private final List<Process> processes = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final List<Throwable> broken = new ArrayList<>();
    private final Semaphore stepped = new Semaphore(0);

    Turnstile(SplittableRandom random) {
        this.random = random;
    }

    /** @param stepsMax it dies before the next */
    void add(int stepsMax, Life life) {
        Process process = new Process(stepsMax);
        Thread thread = new Thread(() -> {
            try {
                process.pass();
                life.live(process::pass);
            } catch (Death dead) {
                // As it was drawn.
            } catch (Throwable mistake) {
                broken.add(mistake);
            } finally {
                process.ended = true;
                stepped.release();
            }
        });
        thread.setDaemon(true);
        processes.add(process);
        threads.add(thread);
    }

    /** Returns when all have ended; fails if one has thrown. */
    void run() throws InterruptedException {
        for (Thread thread : threads) {
            thread.start();
            stepped.acquire();
        }
        while (true) {
            List<Process> living =
                    processes.stream().filter(process -> !process.ended).toList();
            if (living.isEmpty()) {
                break;
            }
            // The later one is often behind: let it be far behind or far ahead now and then.
            Process next = living.get(random.nextInt(living.size()));
            for (int steps = 1 + random.nextInt(4); steps > 0 && !next.ended; steps--) {
                next.turn.release();
                stepped.acquire();
            }
        }
        for (Thread thread : threads) {
            thread.join();
        }
        if (!broken.isEmpty()) {
            throw new AssertionError("a process broke", broken.get(0));
        }
    }
}
