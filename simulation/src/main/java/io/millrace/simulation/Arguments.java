package io.millrace.simulation;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * What the command line asks for.
 *
 * @param from the first seed
 * @param seeds at most so many; {@link Long#MAX_VALUE}: until the time is over
 * @param hours of running time on the wall, after which no seed is begun any more
 * @param job the job of this name; empty: the one that the seed draws; {@link #ALL}
 * @param leadersChange in all worlds, or in none
 * @param threads so many worlds at a time; empty: as many as there are processors
 */
record Arguments(
        long from, long seeds, Optional<Double> hours, String job, boolean leadersChange, OptionalInt threads) {
    /** For a job's name: every job in each world. */
    static final String ALL = "all";

    static final String HELP = """
            usage: simulation/run.sh [--seeds N] [--from K] [--hours H] [--job NAME] [--leaders yes|no]
                                         [--threads T] | --seed K ...
              --seeds N   runs N worlds, with the seeds K, K+1, ... (100, if no --hours is given); each draws its job
              --from K    the first seed (0)
              --hours H   a limit of running time, on the wall: after H hours no seed is begun any more;
                          without --seeds, runs seed after seed until then
              --seed K    runs one seed and prints the report of each violation
              --leaders   whether leaders change, too: are killed, paused, deposed (no)
              --threads T runs T worlds at a time (as many as there are processors)
              --job NAME  runs the job of this name, as a report names it, in each world; or 'all': one after the other
            The last line is: seeds N violations M virtual-hours H. Exit status: 0, no violation; 1, some; 2, bad arguments.""";

    /** Bad arguments. */
    static final class UsageException extends Exception {
        private static final long serialVersionUID = 1L;

        UsageException(String message) {
            super(message);
        }
    }

    /** Makes what is to run with a seed. */
    List<Supplier<SimulatedJob>> jobsOf(long seed) {
        List<Supplier<SimulatedJob>> all = Simulation.jobs();
        if (job.isEmpty()) {
            return List.of(all.get(new Draws(seed).below("job", all.size())));
        }
        return job.equals(ALL) ? all : List.of(all.get(Simulation.jobNames().indexOf(job)));
    }

    static Arguments of(String... words) throws UsageException {
        Optional<Long> seeds = Optional.empty();
        Optional<Double> hours = Optional.empty();
        long from = 0;
        String job = "";
        boolean leaders = false;
        OptionalInt threads = OptionalInt.empty();
        for (int i = 0; i < words.length; i += 2) {
            String option = words[i];
            if (i + 1 == words.length) {
                throw new UsageException("'" + option + "' is no option, or its value is missing");
            }
            String value = words[i + 1];
            switch (option) {
                case "--seeds" -> seeds = Optional.of(number(option, value, 1));
                case "--from" -> from = number(option, value, 0);
                case "--seed" -> {
                    from = number(option, value, 0);
                    seeds = Optional.of(1L);
                }
                case "--hours" -> hours = Optional.of(hours(value));
                case "--leaders" -> leaders = isYes(option, value);
                case "--threads" ->
                    threads = OptionalInt.of(Math.toIntExact(Math.min(1_000, number(option, value, 1))));
                case "--job" -> job = known(value);
                default -> throw new UsageException("unknown option '" + option + "'");
            }
        }
        long most = seeds.orElse(hours.isPresent() ? Long.MAX_VALUE - from : 100);
        return new Arguments(from, most, hours, job, leaders, threads);
    }

    private static long number(String option, String value, long least) throws UsageException {
        try {
            long number = Long.parseLong(value);
            if (number >= least) {
                return number;
            }
        } catch (NumberFormatException notOne) {
            // Said below.
        }
        throw new UsageException(option + ": expected a whole number, " + least + " or more, found '" + value + "'");
    }

    private static double hours(String value) throws UsageException {
        try {
            double hours = Double.parseDouble(value);
            if (hours > 0 && hours < 1_000_000) {
                return hours;
            }
        } catch (NumberFormatException notOne) {
            // Said below.
        }
        throw new UsageException(
                "--hours: expected a number of hours greater than 0, such as 0.5, found '" + value + "'");
    }

    private static boolean isYes(String option, String value) throws UsageException {
        if (value.equals("yes") || value.equals("no")) {
            return value.equals("yes");
        }
        throw new UsageException(option + ": expected yes or no, found '" + value + "'");
    }

    private static String known(String name) throws UsageException {
        if (!name.equals(ALL) && !Simulation.jobNames().contains(name)) {
            throw new UsageException(
                    "--job: no job is named '" + name + "'; expected all or one of " + Simulation.jobNames());
        }
        return name;
    }
}
