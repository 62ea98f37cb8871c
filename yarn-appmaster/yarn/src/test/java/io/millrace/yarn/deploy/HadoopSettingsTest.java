package io.millrace.yarn.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.deploy.DeploymentException;
import io.millrace.yarn.launch.YarnOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.hadoop.yarn.conf.YarnConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HadoopSettingsTest {
    @TempDir
    Path folder;

    @Test
    void withoutAnyFolderTheMessageNamesTheVariableToSet() {
        assertThatThrownBy(() -> HadoopSettings.load(new Configuration(), Map.of()))
                .isInstanceOfSatisfying(
                        DeploymentException.class, e -> assertThat(e.kind()).isEqualTo(DeploymentException.Kind.USAGE))
                .hasMessageContaining("HADOOP_CONF_DIR is not set");
    }

    @Test
    void aFolderWithoutItsFilesIsRefusedByName() {
        assertThatThrownBy(() -> HadoopSettings.load(new Configuration(), Map.of("HADOOP_CONF_DIR", folder.toString())))
                .hasMessageContaining("'" + folder + "'")
                .hasMessageContaining("yarn-site.xml");
    }

    @Test
    void theSettingWinsOverTheVariablesAndTheFirstVariableOverTheNext() throws Exception {
        Path one = site("one");
        Path two = site("two");
        Path three = site("three");
        Configuration settings = new Configuration().set(YarnOptions.HADOOP_CONF_DIR, one.toString());
        Map<String, String> environment =
                Map.of("HADOOP_CONF_DIR", two.toString(), "YARN_CONF_DIR", three.toString(), "HADOOP_HOME", "/none");

        assertThat(from(HadoopSettings.load(settings, environment))).isEqualTo("one");
        assertThat(from(HadoopSettings.load(new Configuration(), environment))).isEqualTo("two");
        assertThat(from(HadoopSettings.load(
                        new Configuration(), Map.of("YARN_CONF_DIR", three.toString(), "HADOOP_HOME", "/none"))))
                .isEqualTo("three");
    }

    @Test
    void containersGetWhatDiffersFromTheDefaultsAndNothingElse() throws Exception {
        HadoopSettings hadoop = HadoopSettings.load(
                new Configuration(), Map.of("HADOOP_CONF_DIR", site("one").toString()));
        byte[] file = hadoop.containerFile();

        assertThat(new String(file, StandardCharsets.UTF_8))
                .contains("my.own.key")
                .doesNotContain("io.file.buffer.size");
        org.apache.hadoop.conf.Configuration read = new org.apache.hadoop.conf.Configuration(false);
        read.addResource(new ByteArrayInputStream(file));
        assertThat(read.get("my.own.key")).isEqualTo("one");
        assertThat(read.get("yarn.nodemanager.remote-app-log-dir")).isNull();
    }

    @Test
    void containersDoNotWaitLongToCloseAFileUnlessTheClusterSaysSo() throws Exception {
        String key = "dfs.client.block.write.locateFollowingBlock.initial.delay.ms";
        Path site = site("one");
        Map<String, String> environment = Map.of("HADOOP_CONF_DIR", site.toString());
        assertThat(containers(environment).getInt(key, 400)).isEqualTo(20);

        Files.writeString(
                site.resolve("hdfs-site.xml"),
                "<configuration><property><name>" + key + "</name><value>700</value></property></configuration>");
        assertThat(containers(environment).getInt(key, 400)).isEqualTo(700);
    }

    private static org.apache.hadoop.conf.Configuration containers(Map<String, String> environment) throws Exception {
        org.apache.hadoop.conf.Configuration read = new org.apache.hadoop.conf.Configuration(false);
        read.addResource(new ByteArrayInputStream(
                HadoopSettings.load(new Configuration(), environment).containerFile()));
        return read;
    }

    @Test
    void theClientOfTheResourceManagerGivesUpInTime() throws Exception {
        HadoopSettings hadoop = HadoopSettings.load(
                new Configuration(), Map.of("HADOOP_CONF_DIR", site("one").toString()));

        YarnConfiguration impatient = hadoop.impatient(Duration.ofSeconds(3));
        assertThat(impatient.getLong(YarnConfiguration.RESOURCEMANAGER_CONNECT_MAX_WAIT_MS, -1))
                .isEqualTo(3000);
        assertThat(hadoop.configuration().get(YarnConfiguration.RESOURCEMANAGER_CONNECT_MAX_WAIT_MS))
                .isNotEqualTo("3000");
    }

    private static String from(HadoopSettings hadoop) {
        return hadoop.configuration().get("my.own.key");
    }

    private Path site(String name) throws IOException {
        Path directory = Files.createDirectories(folder.resolve(name));
        Files.writeString(
                directory.resolve("core-site.xml"),
                "<configuration><property><name>my.own.key</name><value>" + name
                        + "</value></property></configuration>");
        return directory;
    }
}
