package io.millrace.ha;

import io.millrace.control.Epoch;
import io.millrace.control.leader.LeaderElection;
import io.millrace.control.leader.LeaderWatch;
import io.millrace.control.leader.LeaderWatch.LeaderIs;
import io.millrace.control.leader.StandingLeader;
import io.millrace.dataflow.config.ReadableConfig;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** How a process of an application takes part in leadership, whether ZooKeeper elects or nobody does. */
public final class HighAvailability implements AutoCloseable {
    private final @Nullable ZooKeeperElections zooKeeper;

    private HighAvailability(@Nullable ZooKeeperElections zooKeeper) {
        this.zooKeeper = zooKeeper;
    }

    /**
     * Connects in the background if {@code high-availability.type} is zookeeper.
     *
     * @param applicationId names the application's znode where {@code high-availability.cluster-id} does not
     * @param secret the application's; what protects its znodes is derived from it
     * @throws IllegalArgumentException if a setting is missing or wrong; names it
     */
    public static HighAvailability open(ReadableConfig config, String applicationId, byte[] secret) {
        return switch (config.get(HighAvailabilityOptions.TYPE)) {
            case NONE -> new HighAvailability(null);
            case ZOOKEEPER ->
                new HighAvailability(ZooKeeperElections.open(ZooKeeperSettings.from(config, applicationId), secret));
        };
    }

    /** Whether somebody elects; else whoever leads must be found in another way than by {@link #watch}. */
    public boolean isElected() {
        return zooKeeper != null;
    }

    /**
     * @param standing the epoch of this process where nobody elects: on YARN the number of the attempt
     * @param attempt from 1, which process of the application this is: that which started it has given up those before, so their
     *     places in the line are removed and nobody waits until their sessions have expired. From 2 on there may be tasks
     *     that wait for a leader: a process that cannot reach ZooKeeper waits for it as long as they do, be it away for minutes
     * @param facts must return at once
     */
    public LeaderElection contender(Epoch standing, long attempt, Consumer<LeaderElection.Fact> facts) {
        return zooKeeper == null ? new StandingLeader(standing, facts) : zooKeeper.contender(attempt, facts);
    }

    /**
     * @param standing the leader that this process was told of when it was started; told where nobody elects
     * @param facts must return at once
     */
    public LeaderWatch watch(LeaderIs standing, Consumer<LeaderIs> facts) {
        return zooKeeper == null ? StandingLeader.watchOf(Optional.of(standing), facts) : zooKeeper.watch(facts);
    }

    /** Nothing is told any more; a leadership ends with it. */
    @Override
    public void close() {
        if (zooKeeper != null) {
            zooKeeper.close();
        }
    }
}
