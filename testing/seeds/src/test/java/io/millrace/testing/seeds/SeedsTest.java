package io.millrace.testing.seeds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.assertj.core.api.Condition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.Events;

class SeedsTest {

    private static final List<Long> SEEN = new ArrayList<>();

    @BeforeEach
    @AfterEach
    void forget() {
        SEEN.clear();
        System.clearProperty(SeedList.ONE_SEED);
        System.clearProperty(SeedList.HOW_MANY);
    }

    /** The list is a promise: a seed in an old bug report must mean the same run today. */
    @Test
    void theListIsTheSameForEver() {
        assertThat(LongStream.range(0, 3)
                        .map(place -> SeedList.seedAt((int) place))
                        .toArray())
                .containsExactly(258871065721176064L, 7397755670566535169L, 5874946350984986626L);
    }

    @Test
    void givesEachSeedWithItsSizeFromOneUpwards() {
        Events tests = run(TakesSeedAndSize.class, 5);

        assertThat(SEEN).hasSize(5).doesNotHaveDuplicates().isEqualTo(seeds(0, 5));
        assertThat(displayNames(tests)).first().asString().endsWith("seed " + SEEN.get(0) + ", size 1");
        assertThat(displayNames(tests)).last().asString().endsWith("seed " + SEEN.get(4) + ", size 5");
    }

    @Test
    void leavesWhatFollowsTheSeedToOtherResolvers() {
        run(TakesSeedAndDirectory.class, 2);

        assertThat(SEEN).isEqualTo(seeds(0, 2));
    }

    @Test
    void beginsWhereItIsTold() {
        run(BeginsLater.class, 3);

        assertThat(SEEN).isEqualTo(seeds(100, 103));
    }

    @Test
    void runsTheSeedsThatOnceFailedBeforeTheOthers() {
        run(KeepsAFailure.class, 3);

        assertThat(SEEN).startsWith(4711L).endsWith(SeedList.seedAt(0), SeedList.seedAt(1));
    }

    @Test
    void aFailingRunNamesItsSeed() {
        Events failed = EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(FailsAtSizeThree.class))
                .execute()
                .testEvents()
                .failed();

        assertThat(failed.count()).isEqualTo(1);
        assertThat(displayNames(failed)).singleElement().asString().endsWith("seed " + SeedList.seedAt(2) + ", size 3");
    }

    @Test
    void thePropertyRunsOneSeedAtTheSizeThatItHad() {
        System.setProperty(SeedList.ONE_SEED, String.valueOf(SeedList.seedAt(3)));

        Events tests = run(TakesSeedAndSize.class, 1);

        assertThat(SEEN).containsExactly(SeedList.seedAt(3));
        assertThat(displayNames(tests)).singleElement().asString().endsWith("size 4");
    }

    @Test
    void thePropertyRunsMoreSeedsThanWritten() {
        System.setProperty(SeedList.HOW_MANY, "8");

        run(TakesSeedAndSize.class, 8);

        assertThat(SEEN).isEqualTo(seeds(0, 8));
    }

    @Test
    void refusesAPropertyThatIsNoNumber() throws Exception {
        Seeds five = annotation(TakesSeedAndSize.class);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> SeedList.seeds(five, "x17", null))
                .withMessageContaining("-Dmillrace.seed")
                .withMessageContaining("x17");
    }

    @Test
    void refusesAnEmptyAndAnEndlessList() throws Exception {
        Seeds five = annotation(TakesSeedAndSize.class);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> SeedList.seeds(five, null, "0"))
                .withMessageContaining("actual=0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SeedList.seeds(five, null, "99999999999"))
                .withMessageContaining("1000001");
    }

    @Test
    void refusesATestThatTakesNoSeed() {
        Events containers = EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(TakesAString.class))
                .execute()
                .containerEvents();

        containers.failed().assertEventsMatchExactly(failure("long"));
    }

    @ParameterizedTest
    @Seeds(50)
    void neighbouringSeedsGiveUnlikeRuns(long seed, int size) {
        Random here = new Random(seed);
        Random next = new Random(SeedList.seedAt(size));

        assertThat(IntStream.range(0, 20).map(i -> here.nextInt(1000)).toArray())
                .isNotEqualTo(
                        IntStream.range(0, 20).map(i -> next.nextInt(1000)).toArray());
    }

    /** The first draw of a plain Random is nearly the same for seeds 1, 2, 3, …; for these it must not be. */
    @Test
    void theFirstDrawIsSpreadEvenly() {
        int[] counts = new int[10];
        seeds(0, 1000).forEach(seed -> counts[new Random(seed).nextInt(10)]++);

        assertThat(Arrays.stream(counts).boxed())
                .allSatisfy(count -> assertThat(count).isBetween(60, 140));
    }

    private static Condition<Event> failure(String part) {
        return finishedWithFailure(message(text -> text.contains(part)));
    }

    private static Events run(Class<?> fixture, int expected) {
        Events tests = EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(fixture))
                .execute()
                .testEvents();
        tests.assertStatistics(statistics -> statistics.started(expected).succeeded(expected));
        return tests.finished();
    }

    private static List<String> displayNames(Events events) {
        return events.stream()
                .map(event -> event.getTestDescriptor().getDisplayName())
                .toList();
    }

    private static List<Long> seeds(int from, int to) {
        return IntStream.range(from, to).mapToObj(SeedList::seedAt).toList();
    }

    private static Seeds annotation(Class<?> fixture) throws NoSuchMethodException {
        Method method = fixture.getDeclaredMethod("run", long.class, int.class);
        return method.getAnnotation(Seeds.class);
    }

    // The classes below are run by the tests above, through the test kit; Surefire does not find nested classes.

    static class TakesSeedAndSize {
        @ParameterizedTest
        @Seeds(5)
        void run(long seed, int size) {
            SEEN.add(seed);
            assertThat(size).isEqualTo(SeedList.size(seed, 0));
        }
    }

    static class TakesSeedAndDirectory {
        @ParameterizedTest
        @Seeds(2)
        void run(long seed, @TempDir Path directory) {
            SEEN.add(seed);
            assertThat(Files.isDirectory(directory)).isTrue();
        }
    }

    static class BeginsLater {
        @ParameterizedTest
        @Seeds(value = 3, from = 100)
        void run(long seed, int size) {
            SEEN.add(seed);
            assertThat(size).isEqualTo(SEEN.size());
        }
    }

    static class KeepsAFailure {
        @ParameterizedTest
        @Seeds(
                value = 2,
                also = {4711L})
        void run(long seed) {
            SEEN.add(seed);
        }
    }

    static class FailsAtSizeThree {
        @ParameterizedTest
        @Seeds(4)
        void run(long seed, int size) {
            assertThat(size).as("size of seed %s", seed).isNotEqualTo(3);
        }
    }

    static class TakesAString {
        @ParameterizedTest
        @Seeds(1)
        void run(String seed) {
            SEEN.add(Long.valueOf(seed));
        }
    }
}
