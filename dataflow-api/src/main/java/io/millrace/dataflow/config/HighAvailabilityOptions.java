package io.millrace.dataflow.config;

import java.time.Duration;

/** Options of leader election that programs name. */
public final class HighAvailabilityOptions {
    private HighAvailabilityOptions() {}

    public static final ConfigOption<String> HA_ZOOKEEPER_QUORUM = ConfigOptions.key(
                    "high-availability.zookeeper.quorum")
            .stringType()
            .noDefaultValue()
            .withDescription("The servers of ZooKeeper, host:port,host:port,…; needed if ZooKeeper elects.");

    public static final ConfigOption<String> HA_ZOOKEEPER_ROOT = ConfigOptions.key(
                    "high-availability.zookeeper.path.root")
            .stringType()
            .defaultValue("/millrace")
            .withDescription("The znode that all applications share; it is made if it is missing.");

    public static final ConfigOption<String> HA_CLUSTER_ID = ConfigOptions.key("high-availability.cluster-id")
            .stringType()
            .noDefaultValue()
            .withDescription("The name of the application's znode below the root. If not set: the application's id.");

    public static final ConfigOption<Duration> ZOOKEEPER_SESSION_TIMEOUT = ConfigOptions.key(
                    "high-availability.zookeeper.client.session-timeout")
            .durationType()
            .defaultValue(Duration.ofSeconds(60))
            .withDescription("A leader that ZooKeeper has not heard of for so long is deposed.");

    public static final ConfigOption<Duration> ZOOKEEPER_CONNECTION_TIMEOUT = ConfigOptions.key(
                    "high-availability.zookeeper.client.connection-timeout")
            .durationType()
            .defaultValue(Duration.ofSeconds(15))
            .withDescription("A process that cannot reach ZooKeeper for so long when it starts gives up.");

    public static final ConfigOption<Duration> ZOOKEEPER_RETRY_WAIT = ConfigOptions.key(
                    "high-availability.zookeeper.client.retry-wait")
            .durationType()
            .defaultValue(Duration.ofSeconds(5))
            .withDescription("How long after a request to ZooKeeper that failed it is tried again.");

    public static final ConfigOption<Integer> ZOOKEEPER_MAX_RETRY_ATTEMPTS = ConfigOptions.key(
                    "high-availability.zookeeper.client.max-retry-attempts")
            .intType()
            .defaultValue(3)
            .withDescription("How often a request to ZooKeeper is tried again after the first failure.");
}
