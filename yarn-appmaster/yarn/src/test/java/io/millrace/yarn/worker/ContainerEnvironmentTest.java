package io.millrace.yarn.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContainerEnvironmentTest {
    @Test
    void readsWhatYarnSets() {
        ContainerEnvironment environment = ContainerEnvironment.of(Map.of(
                "CONTAINER_ID", "container_1700000000000_0042_02_000003",
                "NM_HOST", "node7",
                "LOCAL_DIRS", "/disk1/x,/disk2/x"));
        assertThat(environment.localDirectories()).containsExactly(Path.of("/disk1/x"), Path.of("/disk2/x"));
        assertThat(environment.applicationId()).isEqualTo("application_1700000000000_0042");
    }

    @Test
    void saysThatItIsNotStartedByHand() {
        assertThatThrownBy(() -> ContainerEnvironment.of(Map.of())).hasMessageContaining("started by YARN");
    }

    @Test
    void givesHadoopTheSettingsUnderAllNames(@TempDir Path container) throws Exception {
        Path conf = Files.createDirectory(container.resolve("conf"));
        Files.writeString(conf.resolve("core-site.xml"), "given");
        Files.writeString(conf.resolve("yarn-site.xml"), "the user's own");
        ContainerDirectory.prepare(container);
        assertThat(conf.resolve("hdfs-site.xml")).hasContent("given");
        assertThat(conf.resolve("yarn-site.xml")).hasContent("the user's own");
    }
}
