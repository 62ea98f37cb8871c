package io.millrace.dataflow.config;

/** A configuration that can be written by option. */
public interface WritableConfig {
    <T> WritableConfig set(ConfigOption<T> option, T value);
}
