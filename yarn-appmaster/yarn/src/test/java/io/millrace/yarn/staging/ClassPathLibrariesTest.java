package io.millrace.yarn.staging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassPathLibrariesTest {
    @TempDir
    Path folder;

    @Test
    void aFolderOfClassesIsPackedIntoAJarNamedAfterItsModule() throws IOException {
        Path classes = module("local", "io/millrace/A.class");
        Path others = module("other/local", "io/millrace/B.class");

        assertThat(ClassPathLibraries.of(List.of(classes, others)).names()).containsExactly("local-2.jar", "local.jar");
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

        assertThat(ClassPathLibraries.of(classPath).names()).containsExactly("hadoop-client-api-3.5.0.jar");
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
