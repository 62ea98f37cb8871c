package io.millrace.ha;

import io.millrace.control.Epoch;
import io.millrace.control.leader.LeaderAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.api.transaction.CuratorOp;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.data.Stat;

/** What an election does to its znodes; every method waits for ZooKeeper. */
final class ElectionNodes {
    private static final byte[] EMPTY = new byte[0];

    /** Contenders may get in line while the line is being removed; after so many tries they win. */
    private static final int REMOVALS_MAX = 20;

    private final CuratorFramework client;
    private final ApplicationNodes nodes;

    ElectionNodes(CuratorFramework client, ApplicationNodes nodes) {
        this.client = client;
        this.nodes = nodes;
    }

    String application() {
        return nodes.application();
    }

    /** Makes what is missing; the application's own at once, so that nobody can remove it while it is empty. */
    void create() throws Exception {
        for (String path : nodes.shared()) {
            if (client.checkExists().forPath(path) == null) {
                try {
                    client.create().withACL(ApplicationKey.sharedByAll()).forPath(path, EMPTY);
                } catch (KeeperException.NodeExistsException another) {
                    // Another application was faster.
                    continue;
                }
            }
        }
        if (client.checkExists().forPath(nodes.application()) == null) {
            try {
                client.transaction()
                        .forOperations(
                                make(nodes.application()),
                                make(nodes.epoch()),
                                make(nodes.latch()),
                                make(nodes.leader()));
            } catch (KeeperException.NodeExistsException another) {
                // Another contender was faster; that it has the same secret shows next.
            }
        }
        // Fails here, with NoAuth, if the application of this name is not ours.
        client.getData().forPath(nodes.epoch());
    }

    private CuratorOp make(String path) throws Exception {
        return client.transactionOp().create().withMode(CreateMode.PERSISTENT).forPath(path, EMPTY);
    }

    /** Removes the places in the line of earlier attempts; each place says whose it is. */
    void evictBefore(long attempt) throws Exception {
        for (String place : client.getChildren().forPath(nodes.latch())) {
            String path = nodes.latch() + "/" + place;
            try {
                String owner = new String(client.getData().forPath(path), StandardCharsets.UTF_8);
                if (owner.matches("\\d{1,18}") && Long.parseLong(owner) < attempt) {
                    client.delete().quietly().forPath(path);
                }
            } catch (KeeperException.NoNodeException gone) {
                // Its session has ended meanwhile.
                continue;
            }
        }
    }

    /**
     * Takes the next epoch, if the place in the line still exists.
     *
     * @throws KeeperException.NoNodeException if it does not
     */
    Epoch bump(String placeInLine) throws Exception {
        while (true) {
            Stat before = client.checkExists().forPath(nodes.epoch());
            if (before == null) {
                throw new KeeperException.NoNodeException(nodes.epoch());
            }
            try {
                var results = client.transaction()
                        .forOperations(
                                client.transactionOp().check().forPath(placeInLine),
                                client.transactionOp()
                                        .setData()
                                        .withVersion(before.getVersion())
                                        .forPath(nodes.epoch(), EMPTY));
                return new Epoch(results.get(1).getResultStat().getVersion());
            } catch (KeeperException.BadVersionException another) {
                // Another was faster, or it was this one and the answer was lost: an epoch that nobody uses does no
                // harm.
                continue;
            }
        }
    }

    /** @throws KeeperException.BadVersionException if the epoch is not the latest */
    void publish(Epoch epoch, LeaderAddress address) throws Exception {
        client.transaction()
                .forOperations(
                        checkIsLatest(epoch),
                        client.transactionOp()
                                .setData()
                                .forPath(nodes.leader(), PublishedLeader.write(epoch, address)));
    }

    boolean isLatest(Epoch epoch) throws Exception {
        client.sync().forPath(nodes.epoch());
        Stat now = client.checkExists().forPath(nodes.epoch());
        return now != null && now.getVersion() == epoch.number();
    }

    boolean isOfThisSession(String placeInLine) throws Exception {
        Stat place = client.checkExists().forPath(placeInLine);
        return place != null
                && place.getEphemeralOwner()
                        == client.getZookeeperClient().getZooKeeper().getSessionId();
    }

    /** Removes the application's znodes, at once, unless they are gone; nothing if the epoch is not the latest. */
    void removeAll(Epoch epoch) throws Exception {
        for (int tries = 1; ; tries++) {
            try {
                for (String place : client.getChildren().forPath(nodes.latch())) {
                    client.delete().quietly().forPath(nodes.latch() + "/" + place);
                }
            } catch (KeeperException.NoNodeException gone) {
                // By an earlier try, of which the answer was lost.
                return;
            }
            try {
                client.transaction()
                        .forOperations(List.of(
                                checkIsLatest(epoch),
                                client.transactionOp().delete().forPath(nodes.leader()),
                                client.transactionOp().delete().forPath(nodes.latch()),
                                client.transactionOp().delete().forPath(nodes.epoch()),
                                client.transactionOp().delete().forPath(nodes.application())));
                return;
            } catch (KeeperException.NotEmptyException inLineAgain) {
                if (tries == REMOVALS_MAX) {
                    throw inLineAgain;
                }
            }
        }
    }

    private CuratorOp checkIsLatest(Epoch epoch) throws Exception {
        return client.transactionOp().check().withVersion((int) epoch.number()).forPath(nodes.epoch());
    }
}
