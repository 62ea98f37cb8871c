package io.millrace.ha;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.control.leader.ContestedElectionContract;
import io.millrace.control.leader.LeaderElection;
import io.millrace.control.leader.LeaderElection.Fact;
import io.millrace.control.leader.LeaderElection.Granted;
import io.millrace.control.leader.LeaderElection.Left;
import io.millrace.control.leader.LeaderElection.PublishRefused;
import io.millrace.control.leader.LeaderElection.Published;
import io.millrace.control.leader.LeaderElection.Revoked;
import io.millrace.control.leader.LeaderElection.Unavailable;
import io.millrace.control.leader.LeaderWatch;
import io.millrace.control.leader.LeaderWatch.LeaderIs;
import java.nio.charset.StandardCharsets;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.retry.RetryOneTime;
import org.apache.zookeeper.KeeperException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ZooKeeperElectionTest extends ContestedElectionContract {
    private static final AtomicInteger APPLICATIONS = new AtomicInteger();
    private static ZooKeeperHouse house;

    private final String application = "application_17_" + APPLICATIONS.incrementAndGet();
    private final Map<LeaderElection, ZooKeeperElections> processes = new IdentityHashMap<>();

    @BeforeAll
    static void open() throws Exception {
        house = ZooKeeperHouse.open();
    }

    @AfterAll
    static void close() throws Exception {
        house.close();
    }

    @AfterEach
    void endProcesses() {
        house.closeProcesses();
    }

    private ZooKeeperElections process() {
        return house.process(application, ZooKeeperHouse.SECRET);
    }

    @Override
    protected LeaderElection contender(Consumer<Fact> facts) {
        ZooKeeperElections process = process();
        LeaderElection contender = process.contender(1, facts);
        processes.put(contender, process);
        return contender;
    }

    @Override
    protected LeaderWatch watch(Consumer<LeaderIs> facts) {
        return process().watch(facts);
    }

    @Override
    protected void expire(LeaderElection contender) {
        try {
            house.expire(processes.get(contender));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Override
    protected void suspend(LeaderElection contender) {
        try {
            house.stop();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Override
    protected void resume(LeaderElection contender) {
        try {
            house.restart();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Override
    protected void until(BooleanSupplier condition) {
        ZooKeeperHouse.until(condition);
    }

    private String path(String node) {
        return "/millrace/tests/" + application + node;
    }

    private CuratorFramework stranger() {
        CuratorFramework stranger = CuratorFrameworkFactory.builder()
                .connectString(house.settings(application).quorum())
                .retryPolicy(new RetryOneTime(100))
                .authorization("digest", "millrace:guessed".getBytes(StandardCharsets.UTF_8))
                .build();
        stranger.start();
        return stranger;
    }

    @Test
    void aLeaderThatDoesNotKnowThatItIsDeposedPublishesNothing() throws Exception {
        LeaderElection[] first = new LeaderElection[1];
        Heard heard = elected(first);
        // What a new leader does, while the old one still has session and latch.
        processes.get(first[0]).client().setData().forPath(path("/epoch"));
        first[0].publish(heard.epoch(), HERE);
        await(heard, PublishRefused.class);
        await(heard, Revoked.class);
        assertThat(heard.has(Published.class)).isFalse();
        assertThat(processes.get(first[0]).client().getData().forPath(path("/leader")))
                .isEmpty();
    }

    @Test
    void aLaterAttemptDoesNotWaitForTheSessionOfAnEarlierOne() throws Exception {
        LeaderElection[] first = new LeaderElection[1];
        Heard before = elected(first);
        Heard heard = new Heard();
        LeaderElection second = process().contender(2, heard);
        second.contend();
        await(heard, Granted.class);
        assertThat(before.epoch().isOlderThan(heard.epoch())).isTrue();
        first[0].publish(before.epoch(), HERE);
        await(before, PublishRefused.class);
        await(before, Revoked.class);

        // And not the other way round.
        Heard late = new Heard();
        LeaderElection another = process().contender(1, late);
        another.contend();
        second.publish(heard.epoch(), HERE);
        await(heard, Published.class);
        assertThat(late.has(Granted.class)).isFalse();
        second.resign();
        await(late, Granted.class);
    }

    @Test
    void theEndOfTheApplicationLeavesNoZnodeOfIt() throws Exception {
        LeaderElection[] leader = new LeaderElection[1];
        Heard heard = elected(leader);
        leader[0].publish(heard.epoch(), HERE);
        await(heard, Published.class);
        try (CuratorFramework stranger = stranger()) {
            assertThat(stranger.getChildren().forPath("/millrace/tests")).contains(application);
            leader[0].endApplication();
            await(heard, Left.class);
            assertThat(heard.all(Left.class)).containsExactly(new Left(""));
            assertThat(stranger.getChildren().forPath("/millrace/tests")).doesNotContain(application);
        }
    }

    @Test
    void anApplicationThatEndsWhileZooKeeperIsAwayLeavesNoZnodeEither() throws Exception {
        LeaderElection[] leader = new LeaderElection[1];
        Heard heard = elected(leader);
        leader[0].publish(heard.epoch(), HERE);
        await(heard, Published.class);
        house.stop();
        leader[0].endApplication();
        house.restart();
        await(heard, Left.class);
        assertThat(heard.all(Left.class)).containsExactly(new Left(""));
        try (CuratorFramework stranger = stranger()) {
            assertThat(stranger.getChildren().forPath("/millrace/tests")).doesNotContain(application);
        }
    }

    @Test
    void whoeverLacksTheSecretNeitherReadsNorWrites() throws Exception {
        LeaderElection[] leader = new LeaderElection[1];
        Heard heard = elected(leader);
        leader[0].publish(heard.epoch(), HERE);
        await(heard, Published.class);
        String place = processes
                .get(leader[0])
                .client()
                .getChildren()
                .forPath(path("/latch"))
                .get(0);
        try (CuratorFramework stranger = stranger()) {
            for (String node : new String[] {"", "/epoch", "/leader", "/latch", "/latch/" + place}) {
                refused(() -> stranger.getData().forPath(path(node)));
                refused(() -> stranger.getChildren().forPath(path(node)));
                refused(() -> stranger.setData().forPath(path(node)));
                refused(() -> stranger.create().forPath(path(node + "/intruder")));
                refused(() ->
                        stranger.setACL().withACL(ApplicationKey.sharedByAll()).forPath(path(node)));
            }
            for (String node : new String[] {"/epoch", "/leader", "/latch/" + place}) {
                refused(() -> stranger.delete().forPath(path(node)));
            }
            assertThatThrownBy(() -> stranger.delete().forPath(path(""))).isInstanceOf(KeeperException.class);
        }
    }

    private interface Attempt {
        void make() throws Exception;
    }

    private static void refused(Attempt attempt) {
        assertThatThrownBy(attempt::make).isInstanceOf(KeeperException.NoAuthException.class);
    }

    @Test
    void aNameThatBelongsToAnotherSecretIsUnavailable() {
        elected(new LeaderElection[1]);
        Heard heard = new Heard();
        byte[] other = ZooKeeperHouse.SECRET.clone();
        other[0]++;
        house.process(application, other).contender(1, heard).contend();
        await(heard, Unavailable.class);
        assertThat(heard.all(Unavailable.class).get(0).reason())
                .contains(path(""))
                .contains("high-availability.cluster-id")
                .doesNotContain(new String(ZooKeeperHouse.SECRET, StandardCharsets.UTF_8));
    }
}
