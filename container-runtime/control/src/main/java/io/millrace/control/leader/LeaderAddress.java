package io.millrace.control.leader;

/**
 * Where a leader listens.
 *
 * @param node the name of its node, as in {@link io.millrace.control.Address}
 * @param port 1 to 65535
 */
public record LeaderAddress(String node, String host, int port) {
    public LeaderAddress {
        if (node.isEmpty() || host.isEmpty() || port < 1 || port > 65_535) {
            throw new IllegalArgumentException(
                    "leader address: expected a node, a host and a port from 1 to 65535, found '" + node + "', '" + host
                            + "', " + port);
        }
    }
}
