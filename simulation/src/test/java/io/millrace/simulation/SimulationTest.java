package io.millrace.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.simulation.job.ProgramLoop;
import io.millrace.simulation.job.ProgramWindowSums;
import io.millrace.simulation.job.ProgramWordCount;
import io.millrace.simulation.job.SplitSums;
import io.millrace.simulation.job.StagedSums;
import io.millrace.simulation.job.WindowSums;
import io.millrace.simulation.job.WordCount;
import io.millrace.testing.seeds.Seeds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SimulationTest {
    private static void assertHolds(Run run) {
        assertThat(run.isViolated()).as(run::report).isFalse();
    }

    @ParameterizedTest
    @Seeds(25)
    void aBatchJobCountsEveryWordOnceWhateverDies(long seed) {
        assertHolds(World.of(seed).run(new WordCount()));
    }

    @ParameterizedTest
    @Seeds(25)
    void aStreamingJobSumsEveryReadingOnceOrFailsWithAReasonAndPublishesNothing(long seed) {
        assertHolds(World.of(seed).run(new WindowSums()));
    }

    @ParameterizedTest
    @Seeds(25)
    void aProgramOfTheDataStreamApiHoldsTheSamePromise(long seed) {
        assertHolds(World.of(seed).run(new ProgramWindowSums()));
    }

    @ParameterizedTest
    @Seeds(25)
    void aProgramWithCheckpointsCommitsEverySumOnceWhateverDies(long seed) {
        assertHolds(World.of(seed).run(new ProgramWindowSums(true)));
    }

    @ParameterizedTest
    @Seeds(25)
    void aProgramReadsEverySplitOnceWhateverDiesAndWhateverItsFilesSuffer(long seed) {
        assertHolds(World.of(seed).run(new SplitSums()));
    }

    @ParameterizedTest
    @Seeds(25)
    void aProgramOfTheDataSetApiCountsEveryWordOnceWhateverDies(long seed) {
        assertHolds(World.of(seed).run(new ProgramWordCount()));
    }

    @ParameterizedTest
    @Seeds(20)
    void aDeltaLoopComesToTheSameWhateverDiesAndRepeatsLittle(long seed) {
        assertHolds(World.of(seed).run(new ProgramLoop(ProgramLoop.Kind.DELTA)));
    }

    @ParameterizedTest
    @Seeds(20)
    void aBulkLoopComesToTheSameWhateverDiesAndRepeatsLittle(long seed) {
        assertHolds(World.of(seed).run(new ProgramLoop(ProgramLoop.Kind.BULK)));
    }

    @ParameterizedTest
    @Seeds(60)
    void aBatchJobOfManyStagesRunsAgainOnlyWhatItMustAndPublishesEverythingOnce(long seed) {
        assertHolds(World.of(seed).run(new StagedSums()));
    }

    @Test
    void finishedRegionsDoRunAgainInSomeOfTheseRuns() {
        int reruns = 0;
        for (long seed = 0; seed < 60; seed++) {
            reruns += World.of(seed).run(new StagedSums()).reruns();
        }
        assertThat(reruns).isGreaterThan(0);
    }

    @ParameterizedTest
    @Seeds(15)
    void aJobThatIsCancelledEndsAndPublishesAllOrNothing(long seed) {
        assertHolds(World.of(seed).run(new WordCount(WordCount.Fate.IS_CANCELLED)));
    }

    @ParameterizedTest
    @Seeds(15)
    void aJobWhoseCodeThrowsFailsWithWhatItThrewWhateverDies(long seed) {
        assertHolds(World.of(seed).run(new WordCount(WordCount.Fate.THROWS)));
    }

    @ParameterizedTest
    @Seeds(5)
    void theSameSeedGivesTheSameLog(long seed) {
        for (Supplier<SimulatedJob> job : Simulation.jobs()) {
            Run first = World.of(seed).run(job.get());
            Run second = World.of(seed).run(job.get());
            assertThat(second.logHash()).isEqualTo(first.logHash());
            assertThat(second.virtualMs()).isEqualTo(first.virtualMs());
        }
    }

    @Test
    void differentSeedsGiveDifferentRuns() {
        TreeSet<String> hashes = new TreeSet<>();
        for (long seed = 0; seed < 5; seed++) {
            hashes.add(World.of(seed).run(new WordCount()).logHash());
        }
        assertThat(hashes).hasSize(5);
    }

    /** Every seed that ever failed, with what was wrong, one a line: {@code seed # cause}. */
    static Stream<Long> seedsThatFailedOnce() throws IOException {
        return seedsIn("seeds.txt");
    }

    static Stream<Long> seedsIn(String file) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of(file))) {
            return lines
                    .map(line -> line.replaceAll("#.*", "").strip())
                    .filter(line -> !line.isEmpty())
                    .map(Long::valueOf)
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("seedsThatFailedOnce")
    void aSeedThatFailedOnceHoldsNow(long seed) {
        Simulation.jobs().forEach(job -> assertHolds(World.of(seed).run(job.get())));
    }

    /** The invariants and oracles bite: a job whose output is wrong is found out. */
    @ParameterizedTest
    @Seeds(3)
    void aWrongOutputIsAViolation(long seed) {
        WordCount job = new WordCount();
        Run run = World.of(seed).run(new SimulatedJob() {
            @Override
            public String name() {
                return job.name();
            }

            @Override
            public byte[] graph(int parallelism, java.util.SplittableRandom random) {
                byte[] graph = job.graph(parallelism, random);
                job.expectOneMore("water");
                return graph;
            }

            @Override
            public void check(Run done) {
                job.check(done);
            }
        });
        assertThat(run.isViolated()).isTrue();
        assertThat(run.report()).contains("wrong output").contains("seed=" + seed);
    }
}
