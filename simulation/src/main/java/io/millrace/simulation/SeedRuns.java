package io.millrace.simulation;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Runs seed after seed, several at a time: worlds know nothing of each other. What is printed at the end is the same however
 * many run at a time.
 */
final class SeedRuns {
    private static final double MS_PER_HOUR = 3_600_000;
    private static final double NANOS_PER_HOUR = 3.6e12;
    private static final long PROGRESS_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final Arguments asked;
    private final PrintStream out;
    private final int atATime;
    private final long begunNanos = System.nanoTime();

    // What the threads share, under this object's lock.
    private final FaultCounts faults = new FaultCounts();
    private final FaultCounts outcomes = new FaultCounts();
    private long begun;
    private long done;
    private long runs;
    private long violations;
    private long virtualMs;
    private long progressNanos = begunNanos;

    SeedRuns(Arguments asked, PrintStream out, int atATime) {
        this.asked = asked;
        this.out = out;
        this.atATime = atATime;
    }

    /** Runs them all and prints the result; how many runs were violated. */
    long run() throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < atATime; i++) {
            Thread thread = new Thread(this::work, "worlds-" + i);
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return result();
    }

    private void work() {
        for (long seed = next(); seed >= 0; seed = next()) {
            for (Supplier<SimulatedJob> maker : asked.jobsOf(seed)) {
                took((asked.leadersChange() ? World.ofLeaders(seed) : World.of(seed)).run(maker.get()), seed);
            }
            finished();
        }
    }

    /** The next seed; -1 if there is none or the time is over. */
    private synchronized long next() {
        boolean isOver = asked.hours()
                .filter(hours -> System.nanoTime() - begunNanos > hours * NANOS_PER_HOUR)
                .isPresent();
        return isOver || begun == asked.seeds() ? -1 : asked.from() + begun++;
    }

    private synchronized void took(Run run, long seed) {
        runs++;
        faults.addAll(run.faults());
        outcomes.count(run.outcome());
        if (run.reruns() > 0) {
            outcomes.count(run.jobName() + " ran finished regions again");
        }
        run.checkpoints().addTo(outcomes);
        run.notes().forEach(outcomes::count);
        virtualMs += run.virtualMs();
        if (run.isViolated()) {
            violations++;
            if (asked.seeds() == 1) {
                out.println(run.report());
            }
            out.println("violation: seed " + seed + ", " + run.jobName() + ": " + run.cause());
            out.println("  again: simulation/run.sh --seed " + seed + " --job '" + run.jobName() + "'"
                    + (asked.leadersChange() ? " --leaders yes" : ""));
        }
    }

    private synchronized void finished() {
        done++;
        long now = System.nanoTime();
        if (now - progressNanos > PROGRESS_NANOS) {
            progressNanos = now;
            out.printf(
                    Locale.ROOT,
                    "after %d s: %d seeds, %d runs, %d violations%n",
                    TimeUnit.NANOSECONDS.toSeconds(now - begunNanos),
                    done,
                    runs,
                    violations);
        }
    }

    private synchronized long result() {
        outcomes.all().forEach((outcome, count) -> out.println("outcome " + outcome + ": " + count));
        faults.all().forEach((kind, count) -> out.println("fault " + kind + ": " + count));
        out.printf(
                Locale.ROOT, "seeds %d violations %d virtual-hours %.1f%n", done, violations, virtualMs / MS_PER_HOUR);
        out.flush();
        return violations;
    }
}
