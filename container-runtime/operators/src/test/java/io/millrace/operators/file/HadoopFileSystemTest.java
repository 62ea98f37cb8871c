package io.millrace.operators.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.dataflow.fs.FileSystem;
import io.millrace.dataflow.fs.FileSystem.WriteMode;
import io.millrace.dataflow.fs.Path;
import io.millrace.dataflow.fs.UnsupportedFileSystemSchemeException;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.security.PrivilegedExceptionAction;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.security.UserGroupInformation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is Hadoop's alone: where its settings come from, where blocks lie, and what its failures say. */
class HadoopFileSystemTest {
    private static final Map<String, String> NOWHERE = Map.of();

    @TempDir
    java.nio.file.Path directory;

    @Test
    void isFoundForPathsWithAScheme() throws IOException {
        Path file = new Path(Hdfs.running().hdfs() + "/tmp/found");
        FileSystem.get(file.toUri()).create(file, WriteMode.OVERWRITE).close();

        assertThat(file.getFileSystem().getFileStatus(file).getLen()).isZero();
        assertThat(file.getFileSystem().isDistributedFS()).isTrue();
        assertThat(file.getFileSystem()).isSameAs(FileSystem.get(Hdfs.running().hdfs()));
    }

    @Test
    void takesTheHostFromTheDefaultFileSystem() throws IOException {
        FileSystem files = HadoopFileSystem.open(URI.create("hdfs:///tmp"), cluster("HADOOP_CONF_DIR"));

        assertThat(files.getUri()).isEqualTo(Hdfs.running().hdfs());
        assertThat(new Path("hdfs:///tmp").makeQualified(files))
                .isEqualTo(new Path(Hdfs.running().hdfs() + "/tmp"));
        assertThat(files.getFileStatus(new Path("hdfs:///tmp")).isDir()).isTrue();
    }

    @Test
    void takesYarnsDirectoryIfHadoopsIsNotSet() throws IOException {
        FileSystem files = HadoopFileSystem.open(URI.create("hdfs:///"), cluster("YARN_CONF_DIR"));

        assertThat(files.getUri()).isEqualTo(Hdfs.running().hdfs());
    }

    @Test
    void saysOnWhichHostsABlockLies() throws IOException {
        FileSystem files = HadoopFileSystem.open(Hdfs.running().hdfs(), cluster("HADOOP_CONF_DIR"));
        Path file = new Path(Hdfs.running().hdfs() + "/tmp/hosts");
        try (var out = files.create(file, WriteMode.OVERWRITE)) {
            out.write(new byte[100]);
        }

        assertThat(files.getFileBlockLocations(files.getFileStatus(file), 0, 100))
                .singleElement()
                .satisfies(block -> assertThat(block.getHosts())
                        .containsExactly(Hdfs.running().host()));
    }

    @Test
    void outlivesAProgramThatClosesHadoopsSharedFileSystems() throws IOException {
        FileSystem files = HadoopFileSystem.open(Hdfs.running().hdfs(), cluster("HADOOP_CONF_DIR"));
        org.apache.hadoop.fs.FileSystem.get(Hdfs.running().hdfs(), new Configuration())
                .close();

        assertThat(files.exists(new Path(Hdfs.running().hdfs() + "/tmp"))).isTrue();
    }

    @Test
    void saysWhatToDoAboutAHostThatNobodyKnows() {
        assertThatThrownBy(() -> HadoopFileSystem.open(
                        URI.create("hdfs://no-such-host.invalid/x"), HadoopSettings.load(NOWHERE)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("The host 'no-such-host.invalid'")
                .hasMessageContaining("HADOOP_CONF_DIR is not set")
                .hasMessageContaining("dfs.nameservices");
    }

    @Test
    void saysWhatToDoAboutAPathWithoutAHost() {
        assertThatThrownBy(() -> HadoopFileSystem.open(URI.create("hdfs:///x"), HadoopSettings.load(NOWHERE)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("it names no host")
                .hasMessageContaining("set HADOOP_CONF_DIR");
    }

    @Test
    void saysWhatToDoAboutASchemeThatHadoopDoesNotKnow() {
        assertThatThrownBy(() -> FileSystem.get(URI.create("sftq://host/x")))
                .isInstanceOf(UnsupportedFileSystemSchemeException.class)
                .hasMessageContaining("'sftq'")
                .hasMessageContaining("fs.sftq.impl");
    }

    @Test
    void saysThatNobodyAnswers() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        HadoopSettings settings = HadoopSettings.load(NOWHERE);
        settings.configuration().setInt("ipc.client.connect.max.retries", 0);
        Path path = new Path("hdfs://localhost:" + free + "/x");

        assertThatThrownBy(() -> HadoopFileSystem.open(path.toUri(), settings).exists(path))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("Nobody answers at 'hdfs://localhost:" + free + "'")
                .hasMessageContaining("whether the NameNode runs");
    }

    @Test
    void saysWhatToDoAboutAMissingPermission() throws Exception {
        FileSystem own = HadoopFileSystem.open(Hdfs.running().hdfs(), cluster("HADOOP_CONF_DIR"));
        Path closed = new Path(Hdfs.running().hdfs() + "/closed");
        own.mkdirs(closed);

        UserGroupInformation somebody = UserGroupInformation.createUserForTesting("somebody", new String[] {"others"});
        somebody.doAs((PrivilegedExceptionAction<Void>) () -> {
            FileSystem files = HadoopFileSystem.open(Hdfs.running().hdfs(), cluster("HADOOP_CONF_DIR"));
            assertThatThrownBy(() -> files.mkdirs(new Path(closed, "x")))
                    .isInstanceOf(AccessDeniedException.class)
                    .hasMessageContaining("user=somebody")
                    .hasMessageContaining("-setfacl");
            return null;
        });
    }

    @Test
    void refusesADirectoryOfSettingsThatIsNotThere() {
        assertThatThrownBy(() -> HadoopSettings.load(Map.of("HADOOP_CONF_DIR", directory + "/none")))
                .hasMessageContaining("HADOOP_CONF_DIR is '" + directory + "/none'")
                .hasMessageContaining("no such directory");
        assertThatThrownBy(() -> HadoopSettings.load(Map.of("YARN_CONF_DIR", directory.toString())))
                .hasMessageContaining("YARN_CONF_DIR")
                .hasMessageContaining("no core-site.xml");
    }

    @Test
    void readsSettingsOfADirectory() throws IOException {
        Files.writeString(
                directory.resolve("core-site.xml"),
                "<configuration><property><name>fs.defaultFS</name><value>hdfs://here:9</value></property>"
                        + "</configuration>");

        HadoopSettings settings = HadoopSettings.load(Map.of("HADOOP_CONF_DIR", directory + " "));
        assertThat(settings.configuration().get("fs.defaultFS")).isEqualTo("hdfs://here:9");
        assertThat(settings.origin()).isEqualTo("HADOOP_CONF_DIR is " + directory);
    }

    private static HadoopSettings cluster(String variable) throws IOException {
        return HadoopSettings.load(
                Map.of(variable, Hdfs.running().configurationDirectory().toString()));
    }
}
