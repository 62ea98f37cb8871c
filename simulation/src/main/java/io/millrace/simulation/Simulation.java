package io.millrace.simulation;

import io.millrace.simulation.job.ProgramLoop;
import io.millrace.simulation.job.ProgramWindowSums;
import io.millrace.simulation.job.ProgramWordCount;
import io.millrace.simulation.job.SplitSums;
import io.millrace.simulation.job.StagedSums;
import io.millrace.simulation.job.WindowSums;
import io.millrace.simulation.job.WordCount;
import java.util.List;
import java.util.function.Supplier;

/** Runs many seeds of every job, on all processors, and prints what was injected and what was violated. */
public final class Simulation {
    private Simulation() {}

    /** Exits with 1 if anything was violated, with 2 if the arguments are wrong: {@link Arguments#HELP}. */
    public static void main(String... words) throws InterruptedException {
        if (List.of(words).contains("--help")) {
            System.out.println(Arguments.HELP);
            return;
        }
        try {
            Arguments asked = Arguments.of(words);
            int atATime = asked.threads().orElse(Runtime.getRuntime().availableProcessors());
            long violations = new SeedRuns(asked, System.out, atATime).run();
            System.exit(violations == 0 ? 0 : 1);
        } catch (Arguments.UsageException e) {
            System.err.println(e.getMessage());
            System.err.println(Arguments.HELP);
            System.exit(2);
        }
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
                SplitSums::new,
                () -> new ProgramLoop(ProgramLoop.Kind.DELTA),
                () -> new ProgramLoop(ProgramLoop.Kind.BULK));
    }

    static List<String> jobNames() {
        return jobs().stream().map(job -> job.get().name()).toList();
    }
}
