package io.millrace.dataflow.functions;

import io.millrace.dataflow.config.Configuration;

/**
 * A function with a life cycle. Per parallel instance, on the task's thread: {@link #setRuntimeContext}, {@link #open}
 * once, the function's own method for each record, {@link #close} once, also after a failure.
 */
public interface RichFunction extends Function {
    /**
     * Prepares the function. Functions written for the older form override {@link #open(Configuration)} instead, which
     * this calls unless it is overridden.
     */
    default void open(OpenContext openContext) throws Exception {
        open(
                openContext instanceof WithConfigurationOpenContext withConfiguration
                        ? withConfiguration.getConfiguration()
                        : new Configuration());
    }

    /** The older form of {@link #open(OpenContext)}; {@code parameters} are those of {@code withParameters}. */
    @SuppressWarnings("unused")
    default void open(Configuration parameters) throws Exception {}

    /** Releases what {@link #open} acquired. Called once, also if the task fails or is cancelled. */
    void close() throws Exception;

    /**
     * What the engine offers to this parallel instance.
     *
     * @throws IllegalStateException before the engine has set it, that is before {@code open}
     */
    RuntimeContext getRuntimeContext();

    /**
     * As {@link #getRuntimeContext()}, with what only a function inside a loop has.
     *
     * @throws IllegalStateException if the function is not part of a loop's step
     */
    IterationRuntimeContext getIterationRuntimeContext();

    /** Called by the engine, before {@code open}. */
    void setRuntimeContext(RuntimeContext context);
}
