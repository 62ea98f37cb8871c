package io.millrace.testing.classes;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.dataflow.JobID;
import io.millrace.dataflow.contract.Operator;
import io.millrace.dataflow.contract.OperatorFactory;
import io.millrace.dataflow.util.SerializedValue;
import io.millrace.operators.OperatorClasses;
import io.millrace.operators.sink.DiscardSinkFactory;
import io.millrace.taskmanager.vertex.CopiedClasses;
import io.millrace.taskmanager.vertex.VertexLoaders;
import java.io.IOException;
import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The classes that vertices have as their own: that they can stand apart, and that nothing of them is left behind. */
class OwnClassesTest {
    private static final ClassLoader ENGINE = CopiedClasses.class.getClassLoader();
    private final VertexLoaders loaders = new VertexLoaders();

    private ClassLoader own() {
        return loaders.of(new JobID(1, 2), 0, chain(1), ENGINE, false).get(0);
    }

    /** Of operators that are all the same. */
    private static List<SerializedValue<OperatorFactory>> chain(int operators) {
        try {
            return Collections.nCopies(operators, new SerializedValue<OperatorFactory>(new DiscardSinkFactory()));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void everyOperatorLoadsBothWays() throws Exception {
        ClassLoader own = own();
        int operators = 0;
        for (String name : copied()) {
            Class<?> shared = Class.forName(name, true, ENGINE);
            Class<?> copy = Class.forName(name, true, own);

            assertThat(copy).isNotSameAs(shared);
            assertThat(copy.getName()).isEqualTo(shared.getName());
            assertThat(copy.getDeclaredMethods()).hasSameSizeAs(shared.getDeclaredMethods());
            operators += Operator.class.isAssignableFrom(copy) ? 1 : 0;
        }
        assertThat(operators).isGreaterThan(30);
    }

    @Test
    void theyCallOnlyPublicMembersOfClassesThatAreShared() throws Exception {
        List<String> offences = new ArrayList<>();
        for (String name : copied()) {
            byte[] bytes = Objects.requireNonNull(CopiedClasses.ofEngine().bytesOf(name));
            offences.addAll(SharedMembers.usedUnlawfullyBy(bytes, CopiedClasses.ofEngine(), ENGINE));
        }
        assertThat(offences)
                .as("a class that vertices define again is in another run-time package than the shared ones: make the"
                        + " member public, or name the class in PerVertexClasses")
                .isEmpty();
    }

    @Test
    void userClassesAndAllOthersAreNeverCopied() throws Exception {
        ClassLoader own = own();

        assertThat(own.loadClass(OwnClassesTest.class.getName())).isSameAs(OwnClassesTest.class);
        assertThat(own.loadClass(Operator.class.getName())).isSameAs(Operator.class);
        assertThat(CopiedClasses.ofEngine().contains("io.millrace.operators.file.HadoopFileSystem"))
                .isFalse();
        assertThat(CopiedClasses.ofEngine().contains("org.example.io.millrace.operators.Mine"))
                .isFalse();
    }

    @Test
    void eachOperatorHasItsOwnAndAllSubtasksTheSame() throws Exception {
        List<ClassLoader> first = loaders.of(new JobID(1, 2), 0, chain(2), ENGINE, false);
        List<ClassLoader> again = loaders.of(new JobID(1, 2), 0, chain(2), ENGINE, false);
        String name = OperatorClasses.class.getName();

        assertThat(again).isEqualTo(first);
        assertThat(first.get(0).loadClass(name)).isNotSameAs(first.get(1).loadClass(name));
    }

    @Test
    void theSameJobOfTheSameProgramFindsThemWarm() {
        JobID first = new JobID(1, 2);
        List<ClassLoader> before = loaders.of(first, 0, chain(3), ENGINE, true);
        loaders.forget(first);

        assertThat(loaders.of(new JobID(3, 4), 5, chain(3), ENGINE, true)).isEqualTo(before);
        assertThat(loaders.of(new JobID(5, 6), 0, chain(2), ENGINE, true)).doesNotContainAnyElementsOf(before);
        assertThat(loaders.of(new JobID(7, 8), 0, chain(3), ENGINE, false)).doesNotContainAnyElementsOf(before);
    }

    @Test
    void nothingIsLeftOfThemAfterTheJob() {
        ReferenceQueue<ClassLoader> gone = new ReferenceQueue<>();
        PhantomReference<ClassLoader> ended = new PhantomReference<>(loadedAll(), gone);
        loaders.forget(new JobID(1, 2));

        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> {
            System.gc();
            return gone.poll() == ended;
        });
    }

    private ClassLoader loadedAll() {
        ClassLoader own = own();
        for (String name : copied()) {
            try {
                assertThat(Class.forName(name, true, own)).isNotNull();
            } catch (ClassNotFoundException e) {
                throw new AssertionError(e);
            }
        }
        return own;
    }

    /** The names of all classes that vertices define, from where the engine's classes lie. */
    private static TreeSet<String> copied() {
        TreeSet<String> names = new TreeSet<>();
        List<Class<?>> oneOfEachModule = List.of(
                OperatorClasses.class,
                io.millrace.datastream.runtime.RuntimeClasses.class,
                io.millrace.taskmanager.vertex.GlueClasses.class,
                io.millrace.state.heap.HeapStateBackend.class);
        for (Class<?> type : oneOfEachModule) {
            try {
                addFrom(type.getProtectionDomain().getCodeSource().getLocation().toURI(), names);
            } catch (IOException | URISyntaxException e) {
                throw new AssertionError(e);
            }
        }
        assertThat(names).hasSizeGreaterThan(150);
        return names;
    }

    private static void addFrom(URI place, TreeSet<String> names) throws IOException {
        Path path = Path.of(place);
        if (Files.isDirectory(path)) {
            addAll(path, names);
            return;
        }
        try (FileSystem jar = FileSystems.newFileSystem(URI.create("jar:" + place), Map.of())) {
            addAll(jar.getPath("/"), names);
        }
    }

    private static void addAll(Path root, TreeSet<String> names) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            files.map(file -> root.relativize(file).toString().replace('\\', '/'))
                    .filter(file -> file.endsWith(".class"))
                    .map(file ->
                            file.substring(0, file.length() - ".class".length()).replace('/', '.'))
                    .filter(CopiedClasses.ofEngine()::contains)
                    .forEach(names::add);
        }
    }
}
