package io.millrace.dataflow.config;

/** Options of sinks. */
public final class SinkOptions {
    private SinkOptions() {}

    public static final ConfigOption<Integer> COMMITTER_RETRIES = ConfigOptions.key("sink.committer.retries")
            .intType()
            .defaultValue(10)
            .withDescription(
                    "How often a sink's committer may want to commit the same thing later, before the job fails.");
}
