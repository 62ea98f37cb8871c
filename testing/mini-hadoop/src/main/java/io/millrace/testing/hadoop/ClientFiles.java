package io.millrace.testing.hadoop;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/** Writes the directory that clients name in {@code HADOOP_CONF_DIR}: what differs from Hadoop's defaults, nothing else. */
final class ClientFiles {
    private static final List<String> CORE = List.of("fs.defaultFS");

    private static final List<String> HDFS = List.of(
            "dfs.replication",
            "dfs.bytes-per-checksum",
            "dfs.namenode.http-address",
            "dfs.client.use.datanode.hostname");

    private static final List<String> YARN = List.of(
            "yarn.resourcemanager.address",
            "yarn.resourcemanager.scheduler.address",
            "yarn.resourcemanager.resource-tracker.address",
            "yarn.resourcemanager.admin.address",
            "yarn.resourcemanager.webapp.address",
            "yarn.resourcemanager.am.max-attempts",
            "yarn.resourcemanager.scheduler.class",
            "yarn.scheduler.minimum-allocation-mb",
            "yarn.scheduler.maximum-allocation-mb");

    private final Path directory;

    ClientFiles(Path directory) {
        this.directory = directory;
    }

    void writeHdfs(Configuration running) throws IOException {
        write("core-site.xml", running, CORE);
        write("hdfs-site.xml", running, HDFS);
    }

    void writeYarn(Configuration running) throws IOException {
        write("yarn-site.xml", running, YARN);
    }

    void writeQuorum(String quorum) throws IOException {
        Files.writeString(directory.resolve(MiniHadoop.QUORUM_FILE), quorum + "\n");
    }

    private void write(String file, Configuration running, List<String> keys) throws IOException {
        Configuration chosen = new Configuration(false);
        for (String key : keys) {
            String value = running.get(key);
            if (value != null) {
                chosen.set(key, value);
            }
        }
        try (OutputStream out = Files.newOutputStream(directory.resolve(file))) {
            chosen.writeXml(out);
        }
    }
}
