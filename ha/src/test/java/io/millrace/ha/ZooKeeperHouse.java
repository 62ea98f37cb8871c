package io.millrace.ha;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import org.apache.curator.test.InstanceSpec;
import org.apache.curator.test.TestingServer;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.ZooKeeper;

/** One ZooKeeper for the tests of this module's JVM, and the processes of one test; each test has an application of its own. */
final class ZooKeeperHouse implements AutoCloseable {
    static final byte[] SECRET = "0123456789abcdef0123456789abcdef".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private final TestingServer server;
    private final List<ZooKeeperElections> processes = new ArrayList<>();

    private ZooKeeperHouse(TestingServer server) {
        this.server = server;
    }

    static ZooKeeperHouse open() throws Exception {
        // Short ticks: a session may be as short as two of them.
        InstanceSpec spec =
                new InstanceSpec(null, -1, -1, -1, true, -1, 200, 100, Map.of("admin.enableServer", "false"));
        return new ZooKeeperHouse(new TestingServer(spec, true));
    }

    ZooKeeperSettings settings(String application) {
        return new ZooKeeperSettings(
                server.getConnectString(),
                "/millrace/tests",
                application,
                Duration.ofSeconds(4),
                Duration.ofSeconds(10),
                Duration.ofMillis(100),
                20);
    }

    ZooKeeperElections process(String application, byte[] secret) {
        ZooKeeperElections process = ZooKeeperElections.open(settings(application), secret);
        processes.add(process);
        return process;
    }

    void stop() throws IOException {
        server.stop();
    }

    void restart() throws Exception {
        server.restart();
    }

    /** Ends a session at the server, by a second connection that takes it over and closes it. */
    void expire(ZooKeeperElections process) throws Exception {
        ZooKeeper own = process.client().getZookeeperClient().getZooKeeper();
        CountDownLatch connected = new CountDownLatch(1);
        ZooKeeper twin = new ZooKeeper(
                server.getConnectString(),
                4_000,
                event -> {
                    if (event.getState() == Watcher.Event.KeeperState.SyncConnected) {
                        connected.countDown();
                    }
                },
                own.getSessionId(),
                own.getSessionPasswd());
        connected.await();
        twin.close();
    }

    static void until(BooleanSupplier condition) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5)).until(condition::getAsBoolean);
    }

    void closeProcesses() {
        processes.forEach(ZooKeeperElections::close);
        processes.clear();
    }

    @Override
    public void close() throws IOException {
        closeProcesses();
        server.close();
    }
}
