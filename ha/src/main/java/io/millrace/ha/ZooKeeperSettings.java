package io.millrace.ha;

import io.millrace.dataflow.config.ConfigOption;
import io.millrace.dataflow.config.ReadableConfig;
import java.time.Duration;

/**
 * Where ZooKeeper is and where an application's znodes lie in it.
 *
 * @param quorum {@code host:port,host:port,…}
 * @param root absolute path of the znode that all applications share
 * @param clusterId the application's identity: one path segment
 */
public record ZooKeeperSettings(
        String quorum,
        String root,
        String clusterId,
        Duration sessionTimeout,
        Duration connectionTimeout,
        Duration retryWait,
        int retriesMax) {

    public ZooKeeperSettings {
        if (quorum.isBlank()) {
            throw wrong(HighAvailabilityOptions.QUORUM, "host:port,…", quorum);
        }
        if (!root.matches("(/[^/\\s]+)+")) {
            throw wrong(HighAvailabilityOptions.PATH_ROOT, "an absolute path such as /millrace", root);
        }
        if (!clusterId.matches("[A-Za-z0-9_-][A-Za-z0-9_.-]*")) {
            throw wrong(HighAvailabilityOptions.CLUSTER_ID, "a name of letters, digits, '_', '-' and '.'", clusterId);
        }
        if (sessionTimeout.toMillis() < 1 || connectionTimeout.toMillis() < 1) {
            throw wrong(
                    HighAvailabilityOptions.SESSION_TIMEOUT,
                    "positive session and connection timeouts",
                    sessionTimeout + " and " + connectionTimeout);
        }
        if (retryWait.isNegative() || retriesMax < 0) {
            throw wrong(
                    HighAvailabilityOptions.RETRIES_MAX, "no negative number or wait", retriesMax + ", " + retryWait);
        }
    }

    /**
     * @param applicationId names the application where {@code high-availability.cluster-id} does not
     * @throws IllegalArgumentException if a setting is missing or wrong; names it
     */
    public static ZooKeeperSettings from(ReadableConfig config, String applicationId) {
        return new ZooKeeperSettings(
                config.getOptional(HighAvailabilityOptions.QUORUM)
                        .orElseThrow(() -> wrong(
                                HighAvailabilityOptions.QUORUM,
                                "host:port,… because " + HighAvailabilityOptions.TYPE.key() + " is zookeeper",
                                "nothing")),
                config.get(HighAvailabilityOptions.PATH_ROOT),
                config.getOptional(HighAvailabilityOptions.CLUSTER_ID).orElse(applicationId),
                config.get(HighAvailabilityOptions.SESSION_TIMEOUT),
                config.get(HighAvailabilityOptions.CONNECTION_TIMEOUT),
                config.get(HighAvailabilityOptions.RETRY_WAIT),
                config.get(HighAvailabilityOptions.RETRIES_MAX));
    }

    private static IllegalArgumentException wrong(ConfigOption<?> option, String expected, Object found) {
        return new IllegalArgumentException(option.key() + ": expected " + expected + ", found " + found);
    }
}
