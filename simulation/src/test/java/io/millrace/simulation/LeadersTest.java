package io.millrace.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.dataflow.JobStatus;
import io.millrace.simulation.job.ProgramWindowSums;
import io.millrace.testing.seeds.Seeds;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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

    static Stream<Long> seedsThatFailedOnce() throws IOException {
        return SimulationTest.seedsIn("leader-seeds.txt");
    }

    @ParameterizedTest
    @MethodSource("seedsThatFailedOnce")
    void aSeedThatFailedOnceHoldsNow(long seed) {
        Run run = World.ofLeaders(seed).run(jobOf(seed));
        assertThat(run.isViolated()).as(run::report).isFalse();
    }

    // By hand: nothing else happens in these worlds, but the leader dies at one step.

    private static void assertHoldsWhereLeaderDiesAt(String step) {
        long calm = LongStream.iterate(0, seed -> seed + 1)
                .filter(seed -> new Draws(seed).isCalm())
                .findFirst()
                .orElseThrow();
        World world = World.ofLeaders(calm).whereLeaderDiesAt(step);
        Run run = world.run(new ProgramWindowSums(true));
        assertThat(run.isViolated()).as(run::report).isFalse();
        assertThat(run.end().status()).isEqualTo(JobStatus.FINISHED);
        assertThat(world.attempts().count()).isEqualTo(2);
    }

    @Test
    void leaderDiesBeforeTheJobIsWrittenDownAsAccepted() {
        assertHoldsWhereLeaderDiesAt("renames to " + World.LEDGER + "/1/0{19}");
    }

    @Test
    void leaderDiesBetweenJobAcceptedAndTheAnswer() {
        assertHoldsWhereLeaderDiesAt("has renamed to " + World.LEDGER + "/1/0{19}");
    }

    @Test
    void leaderDiesBetweenACheckpointsManifestAndItsEntry() {
        assertHoldsWhereLeaderDiesAt("renames to /checkpoints/.*/log/1/0{18}1");
    }

    @Test
    void leaderDiesBetweenACheckpointsEntryAndItsAnnouncement() {
        assertHoldsWhereLeaderDiesAt("has renamed to /checkpoints/.*/log/1/0{18}1");
    }

    @Test
    void leaderDiesBeforeItIsWrittenDownThatAllTasksHaveFinished() {
        assertHoldsWhereLeaderDiesAt("renames to " + World.LEDGER + "/1/0{18}1");
    }

    @Test
    void leaderDiesBetweenThatAllTasksHaveFinishedAndThePublication() {
        assertHoldsWhereLeaderDiesAt("has renamed to " + World.LEDGER + "/1/0{18}1");
    }

    @Test
    void leaderDiesBetweenThePublicationAndTheEndOfTheJob() {
        assertHoldsWhereLeaderDiesAt("renames to " + World.LEDGER + "/1/0{18}2");
    }

    private static SimulatedJob jobOf(long seed) {
        return new Arguments(0, 1, Optional.empty(), "", true, OptionalInt.empty())
                .jobsOf(seed)
                .get(0)
                .get();
    }
}
