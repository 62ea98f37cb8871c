package io.millrace.dataflow.config;

/** Options of the REST interface. */
public final class RestOptions {
    private RestOptions() {}

    public static final ConfigOption<String> BIND_PORT = ConfigOptions.key("rest.bind-port")
            .stringType()
            .defaultValue("0")
            .withDescription("The ports to choose from, such as 50100-50200,51000; 0 is any that is free.");

    public static final ConfigOption<String> BIND_ADDRESS = ConfigOptions.key("rest.bind-address")
            .stringType()
            .noDefaultValue()
            .withDescription("The address to listen at; without it, all of the node's.");

    public static final ConfigOption<String> ADDRESS = ConfigOptions.key("rest.address")
            .stringType()
            .noDefaultValue()
            .withDescription("The name or address that clients use; without it, the node's name.");
}
