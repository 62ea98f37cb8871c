package io.millrace.yarn.staging;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.testing.seeds.Seeds;
import io.millrace.yarn.launch.LocalisedFile;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.yarn.api.records.LocalResourceVisibility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;

class StagingAreaTest {
    @TempDir
    java.nio.file.Path folder;

    private FileSystem fs;
    private StagingArea area;

    @BeforeEach
    void openArea() throws IOException {
        fs = FileSystem.get(URI.create("file:///"), new Configuration());
        area = new StagingArea(fs, new Path(folder.toUri()), -1);
    }

    @ParameterizedTest
    @Seeds(20)
    void theZipHoldsAllJarsAndHasTheSizeThatWasForetold(long seed, int size) throws IOException {
        Random random = new Random(seed);
        Map<String, byte[]> jars = new TreeMap<>();
        for (int i = 0; i < size; i++) {
            byte[] content = new byte[random.nextInt(3000)];
            random.nextBytes(content);
            jars.put("jar-" + "ä".repeat(random.nextInt(4)) + i + ".jar", content);
        }
        EngineLibraries libraries = libraries(jars, random);

        java.nio.file.Path zip = Files.createTempFile(folder, "seed" + seed, ".zip");
        try (var out = Files.newOutputStream(zip)) {
            libraries.writeTo(out);
        }
        assertThat(Files.size(zip)).isEqualTo(libraries.size());
        Map<String, String> found = new LinkedHashMap<>(contents(zip));
        assertThat(found.remove("class-path.jar")).isNotNull();
        assertThat(List.copyOf(found.entrySet()))
                .isEqualTo(List.copyOf(asText(jars).entrySet()));
    }

    @Test
    void theSameJarsHaveTheSameHashInAnyOrderAndOthersHaveAnother() throws IOException {
        Map<String, byte[]> jars = Map.of("a.jar", bytes("1"), "b.jar", bytes("2"));
        EngineLibraries one = libraries(jars, new Random(1));
        EngineLibraries again = libraries(jars, new Random(2));
        EngineLibraries changed = libraries(Map.of("a.jar", bytes("1"), "b.jar", bytes("3")), new Random(1));
        EngineLibraries renamed = libraries(Map.of("a.jar", bytes("1"), "c.jar", bytes("2")), new Random(1));

        assertThat(again.sha256()).isEqualTo(one.sha256());
        assertThat(written(again)).isEqualTo(written(one));
        assertThat(changed.sha256()).isNotEqualTo(one.sha256());
        assertThat(renamed.sha256()).isNotEqualTo(one.sha256());
    }

    @Test
    void librariesAreStagedOnce() throws IOException {
        EngineLibraries libraries = libraries(Map.of("a.jar", bytes("engine")), new Random(1));

        LocalisedFile first = area.libraries(libraries, List.of());
        LocalisedFile second = area.libraries(libraries, List.of());

        assertThat(second).isEqualTo(first);
        assertThat(first.archive()).isTrue();
        assertThat(first.size()).isEqualTo(libraries.size());
        assertThat(namesIn(".millrace")).containsExactly(libraries.fileName());
    }

    @Test
    void aLeftOverThatWasCutOffIsReplaced() throws IOException {
        EngineLibraries libraries = libraries(Map.of("a.jar", bytes("engine")), new Random(1));
        java.nio.file.Path place =
                Files.createDirectories(folder.resolve(".millrace")).resolve(libraries.fileName());
        Files.write(place, new byte[(int) libraries.size() - 1]);

        area.libraries(libraries, List.of());

        assertThat(contents(place)).containsOnlyKeys("a.jar", "class-path.jar").containsEntry("a.jar", "engine");
        assertThat(namesIn(".millrace")).containsExactly(libraries.fileName());
    }

    @Test
    void clientsThatStageAtOnceGetTheSameFile() throws Exception {
        EngineLibraries libraries = libraries(Map.of("a.jar", new byte[1 << 20]), new Random(1));
        int clients = 6;
        CyclicBarrier together = new CyclicBarrier(clients);
        Callable<LocalisedFile> client = () -> {
            together.await();
            return area.libraries(libraries, List.of());
        };
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        try {
            List<Future<LocalisedFile>> staged = threads.invokeAll(Collections.nCopies(clients, client));
            LocalisedFile now = area.libraries(libraries, List.of());
            for (Future<LocalisedFile> one : staged) {
                assertThat(one.get()).isEqualTo(now);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(namesIn(".millrace")).containsExactly(libraries.fileName());
    }

    @Test
    void theArchiveOfClassesIsStagedOnceAsAFileOfTheContainer() throws IOException {
        java.nio.file.Path archive = Files.write(folder.resolve("containers-1-2.jsa"), bytes("classes"));

        LocalisedFile first = area.classes(archive, List.of());
        assertThat(area.classes(archive, List.of())).isEqualTo(first);

        assertThat(first.link()).isEqualTo("classes.jsa");
        assertThat(first.archive()).isFalse();
        assertThat(first.size()).isEqualTo(7);
        assertThat(namesIn(".millrace")).containsExactly("containers-1-2.jsa");
    }

    @Test
    void aProvidedArchiveOfClassesIsTakenAsItIs() throws IOException {
        java.nio.file.Path archive = Files.write(folder.resolve("containers-1-2.jsa"), bytes("classes"));
        java.nio.file.Path provided = Files.createDirectories(folder.resolve("provided"));
        Files.copy(archive, provided.resolve("containers-1-2.jsa"));

        assertThat(area.classes(archive, List.of(provided.toUri().toString())).uri())
                .contains("/provided/");
        assertThat(folder.resolve(".millrace")).doesNotExist();
    }

    @Test
    void providedLibrariesAreTakenAsTheyAre() throws IOException {
        EngineLibraries libraries = libraries(Map.of("a.jar", bytes("engine")), new Random(1));
        java.nio.file.Path provided = Files.createDirectory(folder.resolve("provided"));
        Files.write(provided.resolve(libraries.fileName()), written(libraries));

        LocalisedFile file = area.libraries(
                libraries,
                List.of(
                        folder.resolve("none").toUri().toString(),
                        provided.toUri().toString()));

        assertThat(file.uri()).contains("/provided/");
        assertThat(folder.resolve(".millrace")).doesNotExist();
    }

    @Test
    void onlyWhatEverybodyMayReadIsSharedAmongUsers() throws IOException {
        EngineLibraries libraries = libraries(Map.of("a.jar", bytes("engine")), new Random(1));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));

        assertThat(area.libraries(libraries, List.of()).visibility()).isEqualTo(LocalResourceVisibility.PRIVATE);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThat(area.libraries(libraries, List.of()).visibility()).isEqualTo(expectedIfFolderIsOpen());
    }

    /** The temporary directory of the build may itself be closed. */
    private LocalResourceVisibility expectedIfFolderIsOpen() throws IOException {
        for (java.nio.file.Path up = folder.getParent(); up != null; up = up.getParent()) {
            if (!PosixFilePermissions.toString(Files.getPosixFilePermissions(up))
                            .endsWith("x")
                    && !PosixFilePermissions.toString(Files.getPosixFilePermissions(up))
                            .endsWith("t")) {
                return LocalResourceVisibility.PRIVATE;
            }
        }
        return LocalResourceVisibility.PUBLIC;
    }

    @Test
    void anApplicationsFilesAreItsOwnersAlone() throws IOException {
        ApplicationFolder application = area.makeApplicationFolder("application_1_0001");
        application.token("cafe");
        File jar = Files.write(folder.resolve("my job.jar"), bytes("jar")).toFile();
        LocalisedFile staged = application.jar(jar, "program/my job.jar");

        java.nio.file.Path place = folder.resolve(".millrace/application_1_0001");
        assertThat(mode(place)).isEqualTo("rwx------");
        assertThat(mode(place.resolve("token"))).isEqualTo("rw-------");
        assertThat(mode(java.nio.file.Path.of(URI.create(staged.uri())))).isEqualTo("rw-------");
        assertThat(application.readToken()).contains("cafe");
        assertThat(staged.uri()).matches(".*/jars/[0-9a-f]{64}-my_job.jar");
        assertThat(staged.visibility()).isEqualTo(LocalResourceVisibility.APPLICATION);
    }

    @Test
    void aFolderThatIsGoneHasNoToken() throws IOException {
        assertThat(area.applicationFolder("application_1_0002").readToken()).isEmpty();
    }

    private static EngineLibraries libraries(Map<String, byte[]> jars, Random random) {
        List<Library> libraries = new ArrayList<>();
        jars.forEach((name, content) -> libraries.add(Library.ofBytes(name, content)));
        Collections.shuffle(libraries, random);
        return new EngineLibraries(libraries);
    }

    private static byte[] written(EngineLibraries libraries) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        libraries.writeTo(out);
        return out.toByteArray();
    }

    private static Map<String, String> contents(java.nio.file.Path zip) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (ZipFile file = new ZipFile(zip.toFile())) {
            for (ZipEntry entry : Collections.list(file.entries())) {
                contents.put(
                        entry.getName(),
                        new String(file.getInputStream(entry).readAllBytes(), StandardCharsets.ISO_8859_1));
            }
        }
        return contents;
    }

    private static Map<String, String> asText(Map<String, byte[]> jars) {
        Map<String, String> text = new TreeMap<>();
        jars.forEach((name, content) -> text.put(name, new String(content, StandardCharsets.ISO_8859_1)));
        return text;
    }

    /** Without the checksums that Hadoop's local file system keeps beside files. */
    private List<String> namesIn(String name) throws IOException {
        try (Stream<java.nio.file.Path> files = Files.list(folder.resolve(name))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> !file.endsWith(".crc"))
                    .toList();
        }
    }

    private static String mode(java.nio.file.Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
