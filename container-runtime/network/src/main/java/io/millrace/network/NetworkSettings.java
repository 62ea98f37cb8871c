package io.millrace.network;

import io.millrace.dataflow.config.ConfigOption;
import io.millrace.dataflow.config.ReadableConfig;
import java.time.Duration;

/**
 * How a node deals with connections.
 *
 * @param bindHost the address to listen at; empty for all of this machine's
 * @param ports where to listen; the first free one is taken
 * @param threads how many threads move bytes; one would do, more help with many peers
 * @param messageBytesMax {@code network.message.max-size}: the largest message between actors; a longer one is not sent
 * @param outboxBytesMax what waits for one peer, together; what comes on top is dropped, so is everything while the peer
 *     cannot be reached
 * @param connectTimeout until a connection is there
 * @param handshakeTimeout until both sides have proved themselves; the hostile value is a few milliseconds
 * @param strangersMax how many connections may be in their handshake at once; one more, and the oldest is closed
 * @param retryMin how long to wait after the first failure to reach a peer; doubles with each
 * @param retryMax the longest such wait
 * @param pingInterval a connection that is silent for so long says that it is alive
 * @param silenceMax a connection on which nothing came for so long is taken for broken
 */
public record NetworkSettings(
        String bindHost,
        PortRange ports,
        int threads,
        int messageBytesMax,
        long outboxBytesMax,
        Duration connectTimeout,
        Duration handshakeTimeout,
        int strangersMax,
        Duration retryMin,
        Duration retryMax,
        Duration pingInterval,
        Duration silenceMax) {
    private static final int MESSAGE_BYTES_MAX = 1 << 30;

    public NetworkSettings {
        if (threads < 1) {
            throw new IllegalArgumentException("network.threads: expected=1 or more, actual=" + threads);
        }
        if (messageBytesMax < 1 || messageBytesMax > MESSAGE_BYTES_MAX) {
            throw new IllegalArgumentException(NetworkOptions.MESSAGE_MAX.key() + ": expected=1 to " + MESSAGE_BYTES_MAX
                    + " bytes, actual=" + messageBytesMax);
        }
        if (strangersMax < 1) {
            throw new IllegalArgumentException("strangersMax: expected=1 or more, actual=" + strangersMax);
        }
        if (silenceMax.compareTo(pingInterval) <= 0) {
            throw new IllegalArgumentException(
                    "silenceMax: expected=more than the " + pingInterval + " between two pings, actual=" + silenceMax);
        }
    }

    /** The defaults, at any free port. */
    public static NetworkSettings defaults() {
        int threads = Math.max(1, Math.min(8, Runtime.getRuntime().availableProcessors() / 2));
        return new NetworkSettings(
                "",
                PortRange.ANY,
                threads,
                (int) NetworkOptions.MESSAGE_MAX.defaultValue().getBytes(),
                512L << 20,
                Duration.ofSeconds(10),
                Duration.ofSeconds(10),
                512,
                Duration.ofMillis(100),
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                Duration.ofSeconds(60));
    }

    /** @param port the option that says where this process listens */
    public static NetworkSettings of(ReadableConfig configuration, ConfigOption<String> port) {
        NetworkSettings defaults = defaults();
        long messageMax = configuration.get(NetworkOptions.MESSAGE_MAX).getBytes();
        return new NetworkSettings(
                configuration.getOptional(NetworkOptions.BIND_HOST).orElse(defaults.bindHost),
                PortRange.parse(configuration.get(port)),
                configuration.getOptional(NetworkOptions.THREADS).orElse(defaults.threads),
                (int) Math.min(messageMax, Integer.MAX_VALUE),
                Math.max(defaults.outboxBytesMax, 2 * messageMax),
                defaults.connectTimeout,
                defaults.handshakeTimeout,
                defaults.strangersMax,
                defaults.retryMin,
                defaults.retryMax,
                defaults.pingInterval,
                defaults.silenceMax);
    }
}
