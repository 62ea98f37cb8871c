package io.millrace.ha;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.control.Epoch;
import io.millrace.control.leader.LeaderAddress;
import io.millrace.control.leader.LeaderElection.Unavailable;
import io.millrace.control.leader.LeaderWatch.LeaderIs;
import io.millrace.dataflow.config.Configuration;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZooKeeperSettingsTest {
    private static Configuration config(String... keysAndValues) {
        Map<String, String> map = new java.util.TreeMap<>();
        map.put("high-availability.zookeeper.quorum", "zk-1.example:2181,zk-2.example:2181");
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return Configuration.fromMap(map);
    }

    @Test
    void readsItsKeys() {
        ZooKeeperSettings settings = ZooKeeperSettings.from(
                config(
                        "high-availability.zookeeper.path.root", "/apps/millrace",
                        "high-availability.zookeeper.client.session-timeout", "20 s",
                        "high-availability.zookeeper.client.connection-timeout", "2 s",
                        "high-availability.zookeeper.client.retry-wait", "1 s",
                        "high-availability.zookeeper.client.max-retry-attempts", "7"),
                "application_1_0001");
        assertThat(settings)
                .isEqualTo(new ZooKeeperSettings(
                        "zk-1.example:2181,zk-2.example:2181",
                        "/apps/millrace",
                        "application_1_0001",
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(1),
                        7));
        assertThat(new ApplicationNodes(settings).shared()).containsExactly("/apps", "/apps/millrace");
    }

    @Test
    void theClusterIdNamesTheApplication() {
        assertThat(ZooKeeperSettings.from(config("high-availability.cluster-id", "nightly"), "application_1_0001")
                        .clusterId())
                .isEqualTo("nightly");
    }

    @Test
    void namesTheSettingThatIsMissing() {
        assertThatThrownBy(() -> ZooKeeperSettings.from(new Configuration(), "a"))
                .hasMessageContaining("high-availability.zookeeper.quorum: expected host:port")
                .hasMessageContaining("found nothing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"millrace", "/", "/millrace/", "//a", "/a b"})
    void refusesARootThatIsNoPath(String root) {
        assertThatThrownBy(() -> ZooKeeperSettings.from(config("high-availability.zookeeper.path.root", root), "a"))
                .hasMessageContaining("high-availability.zookeeper.path.root")
                .hasMessageContaining("found " + root);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "..", "", "a b"})
    void refusesAClusterIdThatIsNoName(String id) {
        assertThatThrownBy(() -> ZooKeeperSettings.from(config(), id))
                .hasMessageContaining("high-availability.cluster-id");
    }

    @Test
    void whereNobodyListensTheElectionIsUnavailable() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        ZooKeeperSettings settings = new ZooKeeperSettings(
                "localhost:" + port, "/r", "a", Duration.ofSeconds(4), Duration.ofMillis(200), Duration.ZERO, 0);
        List<Object> facts = new CopyOnWriteArrayList<>();
        try (ZooKeeperElections process = ZooKeeperElections.open(settings, ZooKeeperHouse.SECRET)) {
            process.contender(1, facts::add).contend();
            ZooKeeperHouse.until(() -> !facts.isEmpty());
        }
        assertThat(facts)
                .singleElement()
                .isInstanceOfSatisfying(
                        Unavailable.class,
                        fact -> assertThat(fact.reason())
                                .contains("localhost:" + port)
                                .contains("high-availability.zookeeper.quorum"));
    }

    @Test
    void theKeyTellsNothingOfTheSecretAndIsTheSameEverywhere() {
        ApplicationKey key = ApplicationKey.of(ZooKeeperHouse.SECRET);
        assertThat(key.credentials())
                .isEqualTo(ApplicationKey.of(ZooKeeperHouse.SECRET).credentials());
        String shown = new String(key.credentials(), StandardCharsets.UTF_8);
        assertThat(shown).matches("millrace:[0-9a-f]{64}");
        assertThat(key.toString()).doesNotContain(shown.substring(9));
        assertThatThrownBy(() -> ApplicationKey.of(new byte[15]))
                .hasMessageContaining("expected >= 16 bytes, found 15");
    }

    @Test
    void aPublishedLeaderIsReadAsItWasWritten() {
        LeaderAddress address = new LeaderAddress("jobmanager", "host.example", 65_535);
        assertThat(PublishedLeader.read(PublishedLeader.write(new Epoch(7), address)))
                .isEqualTo(new LeaderIs(new Epoch(7), address));
        assertThatThrownBy(() -> PublishedLeader.read("2\n7\na\nb\n1".getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("expected five lines of format 1");
    }
}
