package io.millrace.simulation;

import io.millrace.simulation.job.ProgramWindowSums;
import io.millrace.simulation.job.ProgramWordCount;
import io.millrace.simulation.job.SplitSums;
import io.millrace.simulation.job.StagedSums;
import io.millrace.simulation.job.WindowSums;
import io.millrace.simulation.job.WordCount;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** Runs many seeds of every job and prints what was injected and what was violated. */
public final class Simulation {
    private static final long MS_PER_HOUR = 3_600_000;

    private Simulation() {}

    /** {@code --seeds N [--from S] [--seed S]}; exits with 1 if anything was violated, with 2 if the options are wrong. */
    public static void main(String[] arguments) {
        long seeds = 100;
        long from = 0;
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            long value = Long.parseLong(arguments[i + 1]);
            switch (arguments[i]) {
                case "--seeds" -> seeds = value;
                case "--from" -> from = value;
                case "--seed" -> {
                    from = value;
                    seeds = 1;
                }
                default -> usage(arguments[i]);
            }
        }
        if (arguments.length % 2 != 0) {
            usage(arguments[arguments.length - 1]);
        }
        System.exit(run(from, seeds) == 0 ? 0 : 1);
    }

    private static void usage(String unknown) {
        System.err.println(
                "unknown or incomplete option '" + unknown + "'; expected [--seeds N] [--from S] [--seed S]");
        System.exit(2);
    }

    /** Makes each kind of job. */
    static List<Supplier<SimulatedJob>> jobs() {
        return List.of(
                WordCount::new,
                () -> new WordCount(WordCount.Fate.IS_CANCELLED),
                () -> new WordCount(WordCount.Fate.THROWS),
                StagedSums::new,
                WindowSums::new,
                ProgramWordCount::new,
                ProgramWindowSums::new,
                () -> new ProgramWindowSums(true),
                SplitSums::new);
    }

    private static long run(long from, long seeds) {
        List<Supplier<SimulatedJob>> jobs = jobs();
        FaultCounts faults = new FaultCounts();
        FaultCounts outcomes = new FaultCounts();
        long violations = 0;
        long virtualMs = 0;
        for (long seed = from; seed < from + seeds; seed++) {
            for (Supplier<SimulatedJob> job : jobs) {
                Run run = World.of(seed).run(job.get());
                faults.addAll(run.faults());
                outcomes.count(run.outcome());
                if (run.reruns() > 0) {
                    outcomes.count(run.jobName() + " ran finished regions again");
                }
                outcomes.count("checkpoints completed", run.checkpoints().completed());
                outcomes.count("checkpoints restored", run.checkpoints().restored());
                outcomes.count("checkpoints fallen back to", run.checkpoints().fallBacks());
                outcomes.count(
                        "checkpoints refused because all are damaged",
                        run.checkpoints().refusals());
                virtualMs += run.virtualMs();
                if (run.isViolated()) {
                    violations++;
                    System.out.println(run.report());
                }
            }
        }
        outcomes.all().forEach((outcome, count) -> System.out.println("outcome " + outcome + ": " + count));
        faults.all().forEach((kind, count) -> System.out.println("fault " + kind + ": " + count));
        System.out.printf(
                Locale.ROOT,
                "seeds %d violations %d virtual-hours %.1f%n",
                seeds,
                violations,
                (double) virtualMs / MS_PER_HOUR);
        return violations;
    }
}
