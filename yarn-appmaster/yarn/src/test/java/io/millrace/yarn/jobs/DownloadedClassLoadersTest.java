package io.millrace.yarn.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.dataflow.JobID;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownloadedClassLoadersTest {
    @TempDir
    Path folder;

    private DownloadedClassLoaders loaders = new DownloadedClassLoaders(
            Path.of("not-used"), DownloadedClassLoadersTest.class.getClassLoader(), List.of());

    @BeforeEach
    void prepare() {
        loaders = new DownloadedClassLoaders(
                folder.resolve("jars"), DownloadedClassLoadersTest.class.getClassLoader(), List.of());
    }

    private String jar(String name, String entry, String content) throws IOException {
        Path jar = folder.resolve(name);
        try (OutputStream out = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry(entry));
            zip.write(content.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        return jar.toUri().toString();
    }

    @Test
    void aJobHasOneLoaderUntilItIsReleased() throws Exception {
        JobID job = JobID.generate();
        List<String> classpath = List.of(jar("a.jar", "word", "a"));
        ClassLoader loader = loaders.of(job, classpath);
        assertThat(loaders.of(job, classpath)).isSameAs(loader);
        assertThat(loaders.of(JobID.generate(), classpath)).isNotSameAs(loader);
        loaders.release(job);
        assertThat(loaders.of(job, classpath)).isNotSameAs(loader);
    }

    @Test
    void findsWhatIsInTheJarsInTheirOrder() throws Exception {
        List<String> classpath = List.of(jar("a.jar", "word", "first"), jar("b.jar", "word", "second"));
        URL found = loaders.of(JobID.generate(), classpath).getResource("word");
        assertThat(found.toString()).contains("a.jar");
    }

    @Test
    void namesTheJarThatCannotBeHad() {
        assertThatThrownBy(() -> loaders.of(JobID.generate(), List.of("nowhere://host/missing.jar")))
                .hasMessageContaining("nowhere://host/missing.jar");
    }

    @Test
    void whatCannotBeFetchedAheadFailsTheJobThatNeedsItAndNoOther() throws Exception {
        loaders.fetchAhead(List.of("nowhere://host/missing.jar"));
        List<String> classpath = List.of(jar("a.jar", "word", "a"));
        assertThat(loaders.of(JobID.generate(), classpath).getResource("word")).isNotNull();
        assertThatThrownBy(() -> loaders.of(JobID.generate(), List.of("nowhere://host/missing.jar")))
                .hasMessageContaining("nowhere://host/missing.jar");
    }

    @Test
    void releasingAnUnknownJobDoesNoHarm() {
        loaders.release(JobID.generate());
        assertThat(folder.resolve("jars")).doesNotExist();
    }
}
