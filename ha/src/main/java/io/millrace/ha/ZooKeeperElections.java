package io.millrace.ha;

import io.millrace.control.leader.LeaderElection;
import io.millrace.control.leader.LeaderWatch;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.framework.api.ACLProvider;
import org.apache.curator.framework.state.SessionConnectionStateErrorPolicy;
import org.apache.curator.retry.RetryNTimes;
import org.apache.zookeeper.data.ACL;

/**
 * A process's connection to ZooKeeper for the elections of its application: one contender at most, any number of watches.
 * Facts come on a thread of its own; whoever takes them posts them to an actor and returns.
 */
public final class ZooKeeperElections implements AutoCloseable {
    /** As long as TaskManagers wait for a leader, by default. */
    private static final Duration PATIENCE_OF_SUCCESSORS = Duration.ofMinutes(5);

    private final ZooKeeperSettings settings;
    private final ApplicationNodes nodes;
    private final CuratorFramework client;
    private final ScheduledExecutorService thread;

    private ZooKeeperElections(ZooKeeperSettings settings, ApplicationKey key) {
        this.settings = settings;
        this.nodes = new ApplicationNodes(settings);
        this.client = CuratorFrameworkFactory.builder()
                .connectString(settings.quorum())
                .sessionTimeoutMs(millis(settings.sessionTimeout().toMillis()))
                .connectionTimeoutMs(millis(settings.connectionTimeout().toMillis()))
                .retryPolicy(new RetryNTimes(
                        settings.retriesMax(), millis(settings.retryWait().toMillis())))
                .connectionStateErrorPolicy(new SessionConnectionStateErrorPolicy())
                .authorization(ApplicationKey.SCHEME, key.credentials())
                .aclProvider(new Acls(key.onlyForTheApplication()))
                .build();
        this.thread = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread worker = new Thread(work, "millrace-election");
            worker.setDaemon(true);
            return worker;
        });
    }

    /**
     * Connects, in the background.
     *
     * @param secret the application's; what protects the znodes is derived from it
     */
    public static ZooKeeperElections open(ZooKeeperSettings settings, byte[] secret) {
        ZooKeeperElections elections = new ZooKeeperElections(settings, ApplicationKey.of(secret));
        elections.client.start();
        return elections;
    }

    /** @param attempt see {@link HighAvailability#contender} */
    public LeaderElection contender(long attempt, Consumer<LeaderElection.Fact> facts) {
        Duration patience = settings.connectionTimeout();
        if (attempt > 1 && patience.compareTo(PATIENCE_OF_SUCCESSORS) < 0) {
            patience = PATIENCE_OF_SUCCESSORS;
        }
        return new ZooKeeperElection(client, nodes, settings.quorum(), attempt, patience, thread, facts);
    }

    public LeaderWatch watch(Consumer<LeaderWatch.LeaderIs> facts) {
        return new ZooKeeperWatch(client, nodes, thread, facts);
    }

    CuratorFramework client() {
        return client;
    }

    /** Ends the session, and with it the leadership; nothing is told any more. Leaves the znodes that persist. */
    @Override
    public void close() {
        thread.shutdownNow();
        client.close();
    }

    private static int millis(long millis) {
        return (int) Math.min(Integer.MAX_VALUE, millis);
    }

    private record Acls(List<ACL> acls) implements ACLProvider {
        @Override
        public List<ACL> getDefaultAcl() {
            return acls;
        }

        @Override
        public List<ACL> getAclForPath(String path) {
            return acls;
        }
    }
}
