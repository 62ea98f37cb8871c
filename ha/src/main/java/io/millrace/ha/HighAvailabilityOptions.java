package io.millrace.ha;

import io.millrace.dataflow.config.ConfigOption;
import io.millrace.dataflow.config.ConfigOptions;
import java.time.Duration;

/** The settings of leader election, by the names that users know. */
public final class HighAvailabilityOptions {
    /** Who elects. */
    public enum Type {
        /** Nobody: the attempt that YARN runs leads. */
        NONE,
        /** ZooKeeper, at {@link #QUORUM}. */
        ZOOKEEPER
    }

    public static final ConfigOption<Type> TYPE = ConfigOptions.key("high-availability.type")
            .enumType(Type.class)
            .defaultValue(Type.NONE)
            .withDescription("Who elects leaders: ZOOKEEPER, or NONE: the attempt that YARN runs leads.");

    /** {@code host:port,host:port,…} */
    public static final ConfigOption<String> QUORUM = ConfigOptions.key("high-availability.zookeeper.quorum")
            .stringType()
            .noDefaultValue()
            .withDescription("The servers of ZooKeeper, host:port,host:port,…; needed if ZooKeeper elects.");

    /** Shared by all applications; made if it is missing. */
    public static final ConfigOption<String> PATH_ROOT = ConfigOptions.key("high-availability.zookeeper.path.root")
            .stringType()
            .defaultValue("/millrace")
            .withDescription("The znode that all applications share; it is made if it is missing.");

    /** The name of the application's znode below the root; the application's id if it is not set. */
    public static final ConfigOption<String> CLUSTER_ID = ConfigOptions.key("high-availability.cluster-id")
            .stringType()
            .noDefaultValue()
            .withDescription("The name of the application's znode below the root. If not set: the application's id.");

    /** A leader that ZooKeeper has not heard of for so long is deposed. */
    public static final ConfigOption<Duration> SESSION_TIMEOUT = ConfigOptions.key(
                    "high-availability.zookeeper.client.session-timeout")
            .durationType()
            .defaultValue(Duration.ofSeconds(60))
            .withDescription("A leader that ZooKeeper has not heard of for so long is deposed.");

    /** A process that does not reach ZooKeeper for so long when it starts gives up. */
    public static final ConfigOption<Duration> CONNECTION_TIMEOUT = ConfigOptions.key(
                    "high-availability.zookeeper.client.connection-timeout")
            .durationType()
            .defaultValue(Duration.ofSeconds(15))
            .withDescription("A process that cannot reach ZooKeeper for so long when it starts gives up.");

    public static final ConfigOption<Duration> RETRY_WAIT = ConfigOptions.key(
                    "high-availability.zookeeper.client.retry-wait")
            .durationType()
            .defaultValue(Duration.ofSeconds(5))
            .withDescription("How long after a request to ZooKeeper that failed it is tried again.");

    public static final ConfigOption<Integer> RETRIES_MAX = ConfigOptions.key(
                    "high-availability.zookeeper.client.max-retry-attempts")
            .intType()
            .defaultValue(3)
            .withDescription("How often a request to ZooKeeper is tried again after the first failure.");

    private HighAvailabilityOptions() {}
}
