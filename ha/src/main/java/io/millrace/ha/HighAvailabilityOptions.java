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
    public static final ConfigOption<String> QUORUM =
            io.millrace.dataflow.config.HighAvailabilityOptions.HA_ZOOKEEPER_QUORUM;

    /** Shared by all applications; made if it is missing. */
    public static final ConfigOption<String> PATH_ROOT =
            io.millrace.dataflow.config.HighAvailabilityOptions.HA_ZOOKEEPER_ROOT;

    /** The name of the application's znode below the root; the application's id if it is not set. */
    public static final ConfigOption<String> CLUSTER_ID =
            io.millrace.dataflow.config.HighAvailabilityOptions.HA_CLUSTER_ID;

    /** A leader that ZooKeeper has not heard of for so long is deposed. */
    public static final ConfigOption<Duration> SESSION_TIMEOUT =
            io.millrace.dataflow.config.HighAvailabilityOptions.ZOOKEEPER_SESSION_TIMEOUT;

    /** A process that does not reach ZooKeeper for so long when it starts gives up. */
    public static final ConfigOption<Duration> CONNECTION_TIMEOUT =
            io.millrace.dataflow.config.HighAvailabilityOptions.ZOOKEEPER_CONNECTION_TIMEOUT;

    public static final ConfigOption<Duration> RETRY_WAIT =
            io.millrace.dataflow.config.HighAvailabilityOptions.ZOOKEEPER_RETRY_WAIT;

    public static final ConfigOption<Integer> RETRIES_MAX =
            io.millrace.dataflow.config.HighAvailabilityOptions.ZOOKEEPER_MAX_RETRY_ATTEMPTS;

    private HighAvailabilityOptions() {}
}
