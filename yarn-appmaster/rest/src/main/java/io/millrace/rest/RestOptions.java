package io.millrace.rest;

import io.millrace.dataflow.config.ConfigOption;

/** The settings of the REST interface, which programs may name too. */
public final class RestOptions {
    public static final ConfigOption<String> BIND_PORT = io.millrace.dataflow.config.RestOptions.BIND_PORT;

    public static final ConfigOption<String> BIND_ADDRESS = io.millrace.dataflow.config.RestOptions.BIND_ADDRESS;

    public static final ConfigOption<String> ADDRESS = io.millrace.dataflow.config.RestOptions.ADDRESS;

    private RestOptions() {}
}
