package io.millrace.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.millrace.architecture.House.TextFile;
import io.millrace.control.live.fixture.ReadsAClock;
import io.millrace.control.offends.UsesTheWorld;
import io.millrace.jobmanager.offends.KnowsAnOperator;
import io.millrace.nowhere.OfNoModule;
import io.millrace.operators.offends.Operates;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Breaks each rule on purpose: a rule that never bites holds nothing. */
class RulesBiteTest {

    private static final String SOURCES = "architecture-tests/src/test/java/io/millrace/";
    private static final House HERE = House.read();

    @Test
    void anArrowThatIsNotInTheTable() {
        List<Offence> offences = arrows(KnowsAnOperator.class);

        assertThat(offences).isNotEmpty().allSatisfy(offence -> {
            assertThat(offence.place()).matches(SOURCES + "jobmanager/offends/KnowsAnOperator.java:\\d+");
            assertThat(offence.found()).contains("Operates of operators");
            assertThat(offence.rule()).contains("jobmanager may use").contains("protocol");
        });
    }

    @Test
    void aLibraryOutsideItsHome() {
        assertThat(arrows(Operates.class))
                .isNotEmpty()
                .allSatisfy(offence -> assertThat(offence.rule()).contains("Hadoop's file systems"));
    }

    @Test
    void aTestLibraryInTheMachine() {
        assertThat(Arrows.libraryOf("org.junit.jupiter.api.Test"))
                .get()
                .satisfies(junit ->
                        assertThat(junit.mayBeSeenBy("io.millrace.control")).isFalse())
                .satisfies(junit -> assertThat(junit.mayBeSeenBy("io.millrace.testing.seeds"))
                        .isTrue());
    }

    @ParameterizedTest
    @CsvSource({
        "io.netty.channel.Channel, taskmanager, network",
        "org.apache.curator.framework.CuratorFramework, jobmanager, ha",
        "org.apache.hadoop.yarn.api.records.Container, jobmanager, yarn",
        "org.codehaus.janino.SimpleCompiler, operators, types",
        "org.apache.fory.Fory, dataflow.types, types",
        "org.apache.hadoop.fs.FileSystem, operators.sort, operators.file",
        "org.apache.hadoop.mapred.InputFormat, dataset.operators, dataset.hadoop.mapred",
    })
    void everyLibraryHasItsHome(String className, String stranger, String home) {
        assertThat(Arrows.libraryOf(className)).get().satisfies(library -> {
            assertThat(library.mayBeSeenBy("io.millrace." + stranger)).isFalse();
            assertThat(library.mayBeSeenBy("io.millrace." + home)).isTrue();
        });
    }

    @Test
    void aPackageOfNoModule() {
        assertThat(arrows(OfNoModule.class))
                .singleElement()
                .satisfies(offence -> assertThat(offence.found()).contains("of no module"));
    }

    @Test
    void theSeedsKnowNoModuleThoughTheyLieUnderTesting() {
        assertThat(Arrows.moduleOf("io.millrace.testing.seeds")).hasValue("testing.seeds");
        assertThat(Arrows.mayUse("testing.seeds", "dataflow")).isFalse();
        assertThat(Arrows.mayUse("testing", "jobmanager")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "millis, System.currentTimeMillis",
        "instant, Instant.now",
        "instantByReference, Instant.now",
        "chance, Random.<init>",
        "id, UUID.randomUUID",
        "set, HashSet",
        "threadName, java.lang.Thread",
        "future, CompletableFuture",
        "identity, identityHashCode",
        "parallel, parallelStream",
        "saltedOrder, Set.of",
        "saltedCopy, Set.copyOf",
        "grouped, Collectors.groupingBy",
        "live, control.live.fixture.ReadsAClock",
    })
    void aControlClassThatTouchesTheWorld(String method, String found) {
        int line = lineOf(SOURCES + "control/offends/UsesTheWorld.java", " " + method + "(");

        assertThat(determinism(UsesTheWorld.class)).anySatisfy(offence -> {
            assertThat(offence.found()).contains(found);
            assertThat(lineOf(offence)).isBetween(line, line + 1);
        });
    }

    @Test
    void notASeededGeneratorNorASetOfOne() {
        int seeded = lineOf(SOURCES + "control/offends/UsesTheWorld.java", " chanceOfASeed(");
        int ofOne = lineOf(SOURCES + "control/offends/UsesTheWorld.java", " allowed(");

        assertThat(determinism(UsesTheWorld.class))
                .noneSatisfy(offence -> assertThat(lineOf(offence)).isIn(seeded, seeded + 1, ofOne, ofOne + 1));
    }

    @Test
    void notWhatIsLiveAndNotWhatIsNoControlCode() {
        assertThat(determinism(ReadsAClock.class)).isEmpty();
        assertThat(DeterminismRule.isControl("io.millrace.taskmanager")).isFalse();
        assertThat(DeterminismRule.isControl("io.millrace.taskmanager.control")).isTrue();
        assertThat(DeterminismRule.isControl("io.millrace.controlled")).isFalse();
    }

    @Test
    void aPackageWithoutDescription() {
        House house = House.of(file("m/src/main/java/io/millrace/x/A.java", "class A {}"));

        assertThat(new PackageRule().check(house))
                .singleElement()
                .hasToString("m/src/main/java/io/millrace/x/package-info.java:1: there is no package-info.java\n"
                        + "    rule: Every package says what lives there, the one class to read first, and what it "
                        + "never does.\n"
                        + "    remedy: Write one: a few lines of Javadoc, @NullMarked, the package.");
    }

    @Test
    void aDescriptionThatSaysNothingAndIsNotNullMarked() {
        House house = House.of(
                file("m/src/main/java/io/millrace/x/package-info.java", "/** Utilities. */", "package io.millrace.x;"));

        assertThat(new PackageRule().check(house)).hasSize(2);
    }

    @Test
    void aPackageOfTwoModules() {
        String[] good = {"/** " + "word ".repeat(PackageRule.WORDS_MIN) + "*/", "@NullMarked", "package io.millrace.x;"
        };
        House split = House.of(
                file("m/src/main/java/io/millrace/x/package-info.java", good),
                file("n/src/main/java/io/millrace/x/package-info.java", good));

        assertThat(new PackageRule().check(split))
                .singleElement()
                .satisfies(offence -> assertThat(offence.rule()).isEqualTo("A package lies in one module."));
    }

    @Test
    void aLongFileAndAListedOneThatGrewOrShrank() {
        House house = House.of(lines("m/src/main/java/A.java", 501));

        assertThat(lengths(house))
                .singleElement()
                .satisfies(offence -> assertThat(offence.place()).isEqualTo("m/src/main/java/A.java:501"));
        assertThat(lengths(house, "m/src/main/java/A.java 501")).isEmpty();
        assertThat(lengths(house, "m/src/main/java/A.java 500")).hasSize(1);
        assertThat(lengths(house, "m/src/main/java/A.java 700"))
                .singleElement()
                .satisfies(offence -> assertThat(offence.remedy()).contains("new length"));
    }

    @Test
    void aListedFileThatIsShortOrGone() {
        House house = House.of(lines("m/src/main/java/A.java", 500));

        assertThat(lengths(house)).isEmpty();
        assertThat(lengths(house, "m/src/main/java/A.java 600")).hasSize(1);
        assertThat(lengths(house, "m/src/main/java/Gone.java 600")).hasSize(1);
    }

    @Test
    void notTuplesWhichAreLongInShape() {
        String tuples = "dataflow-api/src/main/java/io/millrace/dataflow/tuple/";

        assertThat(lengths(House.of(lines(tuples + "Tuple25.java", 900)))).isEmpty();
        assertThat(lengths(House.of(lines(tuples + "Tuples.java", 900)))).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "MACHINE_PATH, cd /wor#k/millrace",
        "MACHINE_PATH, /hom#e/ada/millrace",
        "REGISTRY_HOST, https://rep#o1.example.org/maven2",
        "REGISTRY_HOST, registr#y.example.org",
        "PROMISE, // TOD#O later",
        "PROMISE, throw new X(\"not implemente#d\")",
        "SLEEPING_TEST, Thread.slee#p(10);",
    })
    void aLineThatSaysWhatItMustNot(WordRule rule, String line) {
        TextFile file = file("m/src/test/java/ATest.java", "fine", line.replace("#", ""));

        assertThat(rule.check(House.of(file)))
                .singleElement()
                .satisfies(offence -> assertThat(offence.place()).isEqualTo("m/src/test/java/ATest.java:2"));
    }

    @ParameterizedTest
    @CsvSource({
        "MACHINE_PATH, hdfs://nameservice/wor#k/input",
        "MACHINE_PATH, a homework/assignment and a network/card",
        "MACHINE_PATH, <root><work/></root>",
        "REGISTRY_HOST, http://maven.apache.org/POM/4.0.0",
        "PROMISE, the method of the todolist is implemented",
        "SLEEPING_TEST, the thread sleeps",
    })
    void notALineThatOnlyLooksLikeIt(WordRule rule, String line) {
        TextFile file = file("m/src/test/java/ATest.java", line.replace("#", ""));

        assertThat(rule.check(House.of(file))).isEmpty();
    }

    @Test
    void allPlacesAreNamedAtOnce() {
        Offence one = new Offence("A.java:1", "rule", "found", "remedy");
        Offence other = new Offence("B.java:2", "rule", "found", "remedy");

        assertThatThrownBy(() -> Offence.expectNone(List.of(one, other)))
                .hasMessageContaining("A.java:1")
                .hasMessageContaining("B.java:2")
                .hasMessageContaining("remedy: remedy");
    }

    private static List<Offence> arrows(Class<?> type) {
        return new ArrowRule(HERE).check(new ClassFileImporter().importClasses(type));
    }

    private static List<Offence> determinism(Class<?> type) {
        return new DeterminismRule(HERE).check(new ClassFileImporter().importClasses(type));
    }

    private static List<Offence> lengths(House house, String... ratchet) {
        return new LengthRule().check(house, List.of(ratchet));
    }

    private static int lineOf(Offence offence) {
        return Integer.parseInt(offence.place().substring(offence.place().lastIndexOf(':') + 1));
    }

    private static int lineOf(String path, String text) {
        List<String> lines = HERE.files().stream()
                .filter(file -> file.path().equals(path))
                .findFirst()
                .orElseThrow()
                .lines();
        return 1
                + lines.indexOf(lines.stream()
                        .filter(line -> line.contains(text))
                        .findFirst()
                        .orElseThrow());
    }

    private static TextFile file(String path, String... lines) {
        return new TextFile(path, List.of(lines));
    }

    private static TextFile lines(String path, int count) {
        return new TextFile(path, Collections.nCopies(count, "// a line"));
    }
}
