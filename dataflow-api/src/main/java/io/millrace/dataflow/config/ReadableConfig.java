package io.millrace.dataflow.config;

import java.util.Optional;

/** A configuration that can be read by option. */
public interface ReadableConfig {
    /**
     * The value that is set, else the option's default.
     *
     * @throws IllegalConfigurationException if the value that is set is impossible for the option
     */
    <T> T get(ConfigOption<T> option);

    /** The value that is set, else {@code defaultValue}. */
    default <T> T get(ConfigOption<T> option, T defaultValue) {
        return getOptional(option).orElse(defaultValue);
    }

    /**
     * The value that is set under the option's key or one of its older keys.
     *
     * @throws IllegalConfigurationException if the value that is set is impossible for the option
     */
    <T> Optional<T> getOptional(ConfigOption<T> option);
}
