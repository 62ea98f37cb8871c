package io.millrace.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.testing.seeds.Seeds;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;

/** Leaders are killed, paused and deposed, and cut off from ZooKeeper, in all phases of a job. */
class LeadersTest {
    @ParameterizedTest
    @Seeds(12)
    void whateverHappensToLeadersAJobEndsInOneWayAndItsOutputIsRight(long seed) {
        Run run = World.ofLeaders(seed).run(jobOf(seed));
        assertThat(run.isViolated()).as(run::report).isFalse();
    }

    @ParameterizedTest
    @Seeds(2)
    void theSameSeedGivesTheSameLog(long seed) {
        TreeSet<String> hashes = new TreeSet<>();
        for (int i = 0; i < 2; i++) {
            hashes.add(World.ofLeaders(seed).run(jobOf(seed)).logHash());
        }
        assertThat(hashes).hasSize(1);
    }

    private static SimulatedJob jobOf(long seed) {
        return new Arguments(0, 1, Optional.empty(), "", true).jobsOf(seed).get(0).get();
    }
}
