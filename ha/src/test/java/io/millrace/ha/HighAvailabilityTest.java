package io.millrace.ha;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.control.Epoch;
import io.millrace.control.leader.LeaderAddress;
import io.millrace.control.leader.LeaderElection.Granted;
import io.millrace.control.leader.LeaderElection.Published;
import io.millrace.control.leader.LeaderWatch.LeaderIs;
import io.millrace.dataflow.config.Configuration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class HighAvailabilityTest {
    private static final LeaderIs STANDING = new LeaderIs(new Epoch(2), new LeaderAddress("jobmanager", "host", 4711));

    @Test
    void withoutSettingsTheAttemptLeadsAndIsWhereItWasSaidToBe() {
        List<Object> facts = new CopyOnWriteArrayList<>();
        try (HighAvailability none = HighAvailability.open(new Configuration(), "a", ZooKeeperHouse.SECRET)) {
            none.contender(new Epoch(2), 1, facts::add).contend();
            none.watch(STANDING, facts::add).watch();
        }
        assertThat(facts).containsExactly(new Granted(new Epoch(2)), STANDING);
    }

    @Test
    void withZooKeeperTheElectedLeads() throws Exception {
        List<Object> facts = new CopyOnWriteArrayList<>();
        try (ZooKeeperHouse house = ZooKeeperHouse.open()) {
            Configuration config = Configuration.fromMap(Map.of(
                    "high-availability.type",
                    "zookeeper",
                    "high-availability.zookeeper.quorum",
                    house.settings("a").quorum()));
            try (HighAvailability elected = HighAvailability.open(config, "a", ZooKeeperHouse.SECRET)) {
                elected.watch(STANDING, facts::add).watch();
                var contender = elected.contender(new Epoch(9), 1, facts::add);
                contender.contend();
                ZooKeeperHouse.until(() -> !facts.isEmpty());
                assertThat(facts).containsExactly(new Granted(new Epoch(1)));
                contender.publish(new Epoch(1), STANDING.address());
                ZooKeeperHouse.until(() -> facts.size() == 3);
                assertThat(facts)
                        .contains(
                                new Published(new Epoch(1), STANDING.address()),
                                new LeaderIs(new Epoch(1), STANDING.address()));
            }
        }
    }

    @Test
    void namesTheSettingThatZooKeeperNeeds() {
        Configuration config = Configuration.fromMap(Map.of("high-availability.type", "zookeeper"));
        assertThatThrownBy(() -> HighAvailability.open(config, "a", ZooKeeperHouse.SECRET))
                .hasMessageContaining("high-availability.zookeeper.quorum");
    }
}
