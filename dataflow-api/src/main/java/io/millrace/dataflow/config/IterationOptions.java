package io.millrace.dataflow.config;

import java.time.Duration;

/** Options of the loops of batch jobs. */
public final class IterationOptions {
    private IterationOptions() {}

    public static final ConfigOption<Duration> SNAPSHOT_INTERVAL = ConfigOptions.key("iterations.snapshot.interval")
            .durationType()
            .defaultValue(Duration.ofSeconds(30))
            .withDescription("How long after a snapshot of a loop the next one is taken, at the end of a superstep; 0:"
                    + " time is no reason for one.");

    public static final ConfigOption<Integer> SNAPSHOT_SUPERSTEPS = ConfigOptions.key("iterations.snapshot.supersteps")
            .intType()
            .defaultValue(0)
            .withDescription("After how many supersteps the next snapshot of a loop is taken; 0: their number is no"
                    + " reason for one.");
}
