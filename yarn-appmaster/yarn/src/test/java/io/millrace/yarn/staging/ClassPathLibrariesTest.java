package io.millrace.yarn.staging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.TimeZone;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import org.apache.hadoop.fs.FileUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassPathLibrariesTest {
    @TempDir
    Path folder;

    @Test
    void aFolderOfClassesIsPackedIntoAJarNamedAfterItsModule() throws IOException {
        Path classes = module("local", "io/millrace/A.class");
        Path others = module("other/local", "io/millrace/B.class");

        assertThat(ClassPathLibraries.of(List.of(classes, others)).names())
                .containsExactly("local-2.jar", "local.jar", "class-path.jar");
    }

    @Test
    void theHashOfAFolderComesFromItsContentAndNotFromItsDatesOrPlace() throws IOException {
        Path one = module("one/local", "io/millrace/A.class");
        Path other = module("other/local", "io/millrace/A.class");
        Files.setLastModifiedTime(other.resolve("io/millrace/A.class"), FileTime.fromMillis(1_000_000));

        String hash = ClassPathLibraries.of(List.of(one)).sha256();
        assertThat(ClassPathLibraries.of(List.of(other)).sha256()).isEqualTo(hash);
        Files.writeString(other.resolve("io/millrace/A.class"), "changed");
        assertThat(ClassPathLibraries.of(List.of(other)).sha256()).isNotEqualTo(hash);
    }

    @Test
    void whatOnlyTestsNeedIsLeftOut() throws IOException {
        List<Path> classPath = List.of(
                jar("hadoop-client-api-3.5.0.jar"),
                jar("hadoop-client-minicluster-3.5.0.jar"),
                jar("junit-jupiter-api-5.jar"),
                jar("assertj-core-3.jar"),
                module("mini-hadoop", "X.class"),
                Files.createDirectories(folder.resolve("yarn/target/test-classes")),
                folder.resolve("missing.jar"),
                Files.writeString(folder.resolve("millrace.jsa"), "no jar"));

        assertThat(ClassPathLibraries.of(classPath).names())
                .containsExactly("hadoop-client-api-3.5.0.jar", "class-path.jar");
    }

    @Test
    void oneJarNamesAllOthersInTheOrderOfTheirNames() throws IOException {
        EngineLibraries libraries = ClassPathLibraries.of(List.of(jar("b 1.jar"), jar("c.jar"), jar("a.jar")));
        Path laidOut = Files.createDirectories(folder.resolve("libraries"));
        libraries.layOut(laidOut);

        try (JarFile all = new JarFile(laidOut.resolve("class-path.jar").toFile())) {
            assertThat(all.getManifest().getMainAttributes().getValue(Attributes.Name.CLASS_PATH))
                    .isEqualTo("a.jar b%201.jar c.jar");
        }
        assertThat(libraries.names()).containsExactly("a.jar", "b 1.jar", "c.jar", "class-path.jar");
        assertThat(laidOut.resolve("a.jar")).hasContent("a.jar");
    }

    @Test
    void jarsThatAreLaidOutHaveTheDatesThatTheyHaveInTheZip() throws IOException {
        EngineLibraries libraries = ClassPathLibraries.of(List.of(jar("a.jar")));
        Path laidOut = Files.createDirectories(folder.resolve("libraries"));
        libraries.layOut(laidOut);
        Path zip = folder.resolve("libraries.zip");
        try (OutputStream out = Files.newOutputStream(zip)) {
            libraries.writeTo(out);
        }
        File unpacked = folder.resolve("unpacked").toFile();
        TimeZone here = TimeZone.getDefault();
        TimeZone.setDefault(TimeZone.getTimeZone("Asia/Tokyo"));
        try (InputStream in = Files.newInputStream(zip)) {
            // As NodeManagers do it, here one far away.
            FileUtil.unZip(in, unpacked);
        } finally {
            TimeZone.setDefault(here);
        }
        for (String name : libraries.names()) {
            assertThat(new File(unpacked, name).lastModified())
                    .as(name)
                    .isEqualTo(laidOut.resolve(name).toFile().lastModified());
        }
    }

    @Test
    void anArchiveOfClassesIsForTheLibrariesThatItIsNamedAfter() throws IOException {
        EngineLibraries libraries = ClassPathLibraries.of(List.of(jar("a.jar")));
        EngineLibraries others = ClassPathLibraries.of(List.of(jar("a.jar"), jar("b.jar")));
        String hash = libraries.sha256().substring(0, 32);
        Path archive = Files.writeString(
                folder.resolve("containers-" + hash + "-00112233445566778899aabbccddeeff.jsa"), "classes");
        Files.writeString(folder.resolve("millrace.jsa"), "another");

        assertThat(ClassArchive.of(libraries, List.of(folder.resolve("a.jar")))).hasValue(archive);
        assertThat(ClassArchive.of(others, List.of(folder.resolve("a.jar")))).isEmpty();
        assertThat(ClassArchive.of(libraries, List.of(Path.of("a.jar"), folder.resolve("none/a.jar"))))
                .isEmpty();
    }

    @Test
    void theClassPathOfThisTestHoldsTheEngine() {
        assertThat(ClassPathLibraries.find().names())
                .anyMatch(name -> name.startsWith("hadoop-client-runtime"))
                .anyMatch(name -> name.startsWith("yarn") || name.startsWith("millrace-yarn"))
                .anyMatch(name -> name.startsWith("jobmanager") || name.startsWith("millrace-jobmanager"))
                .noneMatch(name -> name.contains("minicluster"));
    }

    private Path module(String name, String file) throws IOException {
        Path classes = folder.resolve(name).resolve("target").resolve("classes");
        Files.createDirectories(classes.resolve(file).getParent());
        Files.writeString(classes.resolve(file), "content");
        return classes;
    }

    private Path jar(String name) throws IOException {
        return Files.writeString(folder.resolve(name), name);
    }
}
