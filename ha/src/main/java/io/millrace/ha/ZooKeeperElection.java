package io.millrace.ha;

import io.millrace.control.Epoch;
import io.millrace.control.leader.LeaderAddress;
import io.millrace.control.leader.LeaderElection;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.recipes.leader.LeaderLatch;
import org.apache.curator.framework.recipes.leader.LeaderLatchListener;
import org.apache.curator.framework.state.ConnectionState;
import org.apache.zookeeper.KeeperException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A contender over ZooKeeper.
 *
 * <ol>
 *   <li>Of earlier attempts, which whoever starts them has given up, the places in the line are removed: that deposes them.
 *   <li>The latch says who may try to lead. It is a hint: between its word and the next step anything may happen.
 *   <li>Who has the latch bumps the epoch's znode in one transaction with a check that its own latch node still exists. The
 *       new version is the epoch: no two leaders have the same.
 *   <li>Publishing is one transaction with a check that the version is still the own epoch: a deposed leader is refused.
 *   <li>A broken connection suspends. When it is back, and version and latch node are still the own, nothing has happened;
 *       else, and when the session has expired, it is deposed for good.
 * </ol>
 *
 * All fields are touched on one thread only, which alone waits for ZooKeeper.
 */
final class ZooKeeperElection implements LeaderElection {
    private static final Logger LOG = LoggerFactory.getLogger(ZooKeeperElection.class);

    /** Longer than ZooKeeper needs to elect a leader of its own. */
    private static final Duration REMOVAL_PATIENCE = Duration.ofSeconds(25);

    private static final Duration REMOVAL_WAIT = Duration.ofMillis(500);

    // What it was told.
    private final CuratorFramework client;
    private final ElectionNodes nodes;
    private final String quorum;
    private final long attempt;
    private final Duration patience;
    private final ScheduledExecutorService thread;
    private final Consumer<Fact> facts;

    // What it knows.
    private final LeaderLatch latch;
    private ElectionPhase phase = ElectionPhase.IDLE;
    private Epoch epoch = Epoch.NONE;
    private boolean latchStarted;
    private boolean left;
    private final List<Runnable> awaitingConnection = new ArrayList<>();

    /**
     * @param attempt from 1; those of lower numbers give way
     * @param patience so long ZooKeeper may be out of reach at the start
     */
    ZooKeeperElection(
            CuratorFramework client,
            ApplicationNodes nodes,
            String quorum,
            long attempt,
            Duration patience,
            ScheduledExecutorService thread,
            Consumer<Fact> facts) {
        this.client = client;
        this.nodes = new ElectionNodes(client, nodes);
        this.quorum = quorum;
        this.attempt = attempt;
        this.patience = patience;
        this.thread = thread;
        this.facts = facts;
        this.latch = new LeaderLatch(client, nodes.latch(), Long.toString(attempt));
    }

    // The port.

    @Override
    public void contend() {
        onThread(() -> {
            moveTo(ElectionPhase.CONTENDING, "it was asked to contend");
            client.getConnectionStateListenable()
                    .addListener((same, state) -> onThread(() -> connectionChanged(state)));
            latch.addListener(
                    new LeaderLatchListener() {
                        @Override
                        public void isLeader() {
                            onThread(ZooKeeperElection.this::takeEpoch);
                        }

                        @Override
                        public void notLeader() {
                            onThread(() -> depose("its latch was taken away"));
                        }
                    },
                    Runnable::run);
            joinLatch();
        });
        var unused = thread.schedule(this::giveUpUnlessConnected, patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void publish(Epoch ofEpoch, LeaderAddress address) {
        onThread(() -> publishNow(ofEpoch, address));
    }

    @Override
    public void resign() {
        onThread(() -> leave(""));
    }

    @Override
    public void endApplication() {
        onThread(() -> {
            if (phase == ElectionPhase.LEADING || phase == ElectionPhase.SUSPENDED) {
                // Else it would get in line again when it finds its place removed.
                closeLatch();
                removeAll(System.nanoTime());
            } else {
                leave("");
            }
        });
    }

    /** Again and again while ZooKeeper is away, be it longer than the session: what is left then would be left for ever. */
    private void removeAll(long sinceNanos) {
        try {
            nodes.removeAll(epoch);
            leave("");
        } catch (KeeperException.BadVersionException | KeeperException.NoAuthException e) {
            leave("znodes under " + nodes.application() + " were not removed: " + e);
        } catch (Exception e) {
            if (System.nanoTime() - sinceNanos > REMOVAL_PATIENCE.toNanos()) {
                leave("znodes under " + nodes.application() + " were not removed: " + e);
                return;
            }
            LOG.info("{}: not removed yet: {}", nodes.application(), e.toString());
            var unused = thread.schedule(
                    guarded(() -> removeAll(sinceNanos)), REMOVAL_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    // Steps of the election, on the thread.

    /** Makes the znodes and gets in line; tried again whenever a connection comes. */
    private void joinLatch() {
        if (phase != ElectionPhase.CONTENDING || latchStarted || !isConnected()) {
            return;
        }
        try {
            nodes.create();
            nodes.evictBefore(attempt);
            latch.start();
            latchStarted = true;
        } catch (KeeperException.NoAuthException | KeeperException.InvalidACLException e) {
            unavailable("the znode " + e.getPath() + " belongs to somebody with another secret, or may not be made; "
                    + "choose another high-availability.cluster-id or high-availability.zookeeper.path.root");
        } catch (Exception e) {
            LOG.warn("{}: could not get in line, waits for the connection", nodes.application(), e);
        }
    }

    /** Turns the hint of the latch into an epoch. */
    private void takeEpoch() {
        if (phase != ElectionPhase.CONTENDING || !latch.hasLeadership()) {
            return;
        }
        try {
            epoch = nodes.bump(latch.getOurPath());
        } catch (KeeperException.NoNodeException e) {
            // The session ended in between; the latch will get in line again and say so.
            LOG.info("{}: its place in the line is gone, waits for another", nodes.application());
            return;
        } catch (Exception e) {
            LOG.warn("{}: could not take an epoch, waits for the connection", nodes.application(), e);
            return;
        }
        moveTo(ElectionPhase.LEADING, "it has the latch and took epoch " + epoch.number());
        tell(new Granted(epoch));
    }

    private void publishNow(Epoch ofEpoch, LeaderAddress address) {
        if (phase == ElectionPhase.SUSPENDED) {
            awaitingConnection.add(() -> publishNow(ofEpoch, address));
            return;
        }
        if (phase != ElectionPhase.LEADING || !ofEpoch.equals(epoch)) {
            tell(new PublishRefused(ofEpoch, "it does not lead in this epoch"));
            return;
        }
        try {
            nodes.publish(epoch, address);
            tell(new Published(epoch, address));
        } catch (KeeperException.BadVersionException | KeeperException.NoNodeException e) {
            tell(new PublishRefused(ofEpoch, "another leader has been elected since"));
            depose("another leader has been elected since epoch " + epoch.number());
        } catch (Exception e) {
            LOG.warn("{}: could not publish, waits for the connection", nodes.application(), e);
            awaitingConnection.add(() -> publishNow(ofEpoch, address));
        }
    }

    // The connection, on the thread.

    private void connectionChanged(ConnectionState state) {
        switch (state) {
            case CONNECTED, RECONNECTED -> connected();
            case SUSPENDED, READ_ONLY -> suspended();
            case LOST -> depose("its session with ZooKeeper has expired");
            default -> throw new IllegalStateException("unknown state of the connection: " + state);
        }
    }

    private void suspended() {
        if (phase == ElectionPhase.LEADING) {
            moveTo(ElectionPhase.SUSPENDED, "the connection to " + quorum + " is broken");
            tell(new Suspended(epoch));
        }
    }

    private void connected() {
        if (phase == ElectionPhase.CONTENDING) {
            joinLatch();
            takeEpoch();
            return;
        }
        if (phase == ElectionPhase.SUSPENDED) {
            try {
                if (!nodes.isLatest(epoch) || !nodes.isOfThisSession(latch.getOurPath())) {
                    depose("while the connection was broken another leader could be elected");
                    return;
                }
            } catch (Exception e) {
                LOG.warn("{}: still suspended", nodes.application(), e);
                return;
            }
            moveTo(ElectionPhase.LEADING, "the connection is back");
            tell(new Resumed(epoch));
        }
        if (phase == ElectionPhase.LEADING) {
            List<Runnable> waited = new ArrayList<>(awaitingConnection);
            awaitingConnection.clear();
            waited.forEach(Runnable::run);
        }
    }

    private void giveUpUnlessConnected() {
        if (phase == ElectionPhase.CONTENDING && !latchStarted) {
            unavailable("ZooKeeper at " + quorum + " cannot be reached since " + patience.toMillis()
                    + " ms; see high-availability.zookeeper.quorum");
        }
    }

    private boolean isConnected() {
        return client.getZookeeperClient().isConnected();
    }

    // Ends, on the thread.

    private void depose(String reason) {
        if (phase == ElectionPhase.LEADING || phase == ElectionPhase.SUSPENDED) {
            moveTo(ElectionPhase.OVER, reason);
            tell(new Revoked(epoch, reason));
            awaitingConnection.forEach(Runnable::run);
            awaitingConnection.clear();
            closeLatch();
        }
    }

    private void unavailable(String reason) {
        moveTo(ElectionPhase.OVER, reason);
        tell(new Unavailable(reason));
        closeLatch();
    }

    private void leave(String remains) {
        if (phase != ElectionPhase.OVER) {
            moveTo(ElectionPhase.OVER, "it leaves");
            closeLatch();
        }
        tell(new Left(remains));
        left = true;
    }

    private void closeLatch() {
        if (latchStarted) {
            latchStarted = false;
            try {
                latch.close(LeaderLatch.CloseMode.SILENT);
            } catch (IOException e) {
                LOG.warn("{}: the latch node goes with the session", nodes.application(), e);
            }
        }
    }

    private void tell(Fact fact) {
        if (!left) {
            facts.accept(fact);
        }
    }

    private void moveTo(ElectionPhase next, String because) {
        if (!phase.mayBecome(next)) {
            throw new IllegalStateException(
                    "election " + nodes.application() + ": " + phase + " may not become " + next);
        }
        LOG.info("election {}: {} -> {} because {}", nodes.application(), phase, next, because);
        phase = next;
    }

    private void onThread(Runnable work) {
        try {
            thread.execute(guarded(work));
        } catch (RejectedExecutionException closed) {
            LOG.debug("election {}: closed while {} was under way", nodes.application(), work);
        }
    }

    private Runnable guarded(Runnable work) {
        return () -> {
            try {
                work.run();
            } catch (RuntimeException | Error e) {
                LOG.error("election {}: broke in phase {}", nodes.application(), phase, e);
                throw e;
            }
        };
    }
}
