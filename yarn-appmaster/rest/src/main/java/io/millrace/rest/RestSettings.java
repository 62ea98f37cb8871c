package io.millrace.rest;

import io.millrace.dataflow.config.ReadableConfig;
import java.util.Optional;

/**
 * Where the REST interface listens.
 *
 * @param ports tried in order
 * @param bindAddress all of the node's if empty
 * @param address what clients are told; the node's name if empty
 */
public record RestSettings(PortRange ports, Optional<String> bindAddress, Optional<String> address) {
    /** @throws io.millrace.dataflow.config.IllegalConfigurationException if a value is impossible */
    public static RestSettings from(ReadableConfig configuration) {
        return new RestSettings(
                PortRange.of(configuration.get(RestOptions.BIND_PORT), RestOptions.BIND_PORT.key()),
                configuration.getOptional(RestOptions.BIND_ADDRESS),
                configuration.getOptional(RestOptions.ADDRESS));
    }
}
