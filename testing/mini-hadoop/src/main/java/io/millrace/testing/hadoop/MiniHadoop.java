package io.millrace.testing.hadoop;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.jspecify.annotations.Nullable;

/**
 * HDFS, YARN and ZooKeeper in this process. Containers are processes of their own, which can be killed.
 *
 * <p>There is no orderly stop: it takes 18 s. {@link #close()} kills the containers and leaves the daemons to the end of the
 * JVM. When the JVM has ended, in whatever way, a {@link Reaper} kills what containers are left and deletes the base
 * directory. Hadoop's daemons share static state, so there is one in a JVM; thread-safe.
 */
public final class MiniHadoop implements AutoCloseable {
    /** The queue that applications go to if they name none. */
    public static final String DEFAULT_QUEUE = "default";

    /** A queue with a tenth of the cluster's memory and no more, easily filled. */
    public static final String SMALL_QUEUE = "small";

    /** The file in the configuration's directory that holds ZooKeeper's {@code host:port}. */
    public static final String QUORUM_FILE = "zookeeper.quorum";

    private final Path base;
    private final Configuration configuration;
    private final Path configurationDirectory;
    private final @Nullable MiniZooKeeper zooKeeper;
    private final Reaper reaper;

    private MiniHadoop(
            Path base,
            Configuration configuration,
            Path configurationDirectory,
            @Nullable MiniZooKeeper zooKeeper,
            Reaper reaper) {
        this.base = base;
        this.configuration = configuration;
        this.configurationDirectory = configurationDirectory;
        this.zooKeeper = zooKeeper;
        this.reaper = reaper;
    }

    /**
     * Starts what the settings ask for and returns when HDFS can be written and all NodeManagers have registered, after some
     * ten seconds.
     *
     * @throws IOException if a daemon did not start; what runs by then ends with the JVM
     */
    public static MiniHadoop start(MiniHadoopSettings settings) throws IOException {
        Path base = emptied(settings.baseDirectory());
        Reaper reaper = Reaper.over(base, settings.keepsFiles());
        MiniZooKeeper zooKeeper =
                settings.zooKeeper() ? MiniZooKeeper.start(Files.createDirectories(base.resolve("zookeeper"))) : null;
        Path configurationDirectory = Files.createDirectories(base.resolve("conf"));
        ClientFiles files = new ClientFiles(configurationDirectory);
        Configuration hdfs = MiniHdfs.start(base.resolve("hdfs"));
        Configuration all = hdfs;
        if (settings.yarn()) {
            all = MiniYarn.start(base, configurationDirectory, settings, hdfs);
            files.writeYarn(all);
        }
        files.writeHdfs(all);
        if (zooKeeper != null) {
            files.writeQuorum(zooKeeper.quorum());
        }
        return new MiniHadoop(base, all, configurationDirectory, zooKeeper, reaper);
    }

    private static Path emptied(Path directory) throws IOException {
        Path made = Files.createDirectories(directory).toRealPath();
        Directories.deleteContents(made);
        return made;
    }

    /** With the addresses of the running daemons; a copy. */
    public Configuration configuration() {
        return new Configuration(configuration);
    }

    /** What {@code HADOOP_CONF_DIR} of a client is set to. */
    public Path configurationDirectory() {
        return configurationDirectory;
    }

    /** {@code hdfs://host:port}, also the default file system of the {@linkplain #configuration() configuration}. */
    public URI hdfs() {
        return FileSystem.getDefaultUri(configuration);
    }

    /** A client of HDFS of its own, to be closed by the caller. */
    public FileSystem fileSystem() throws IOException {
        return FileSystem.newInstance(configuration);
    }

    /** ZooKeeper's {@code host:port}; empty without it. */
    public Optional<String> zooKeeperQuorum() {
        return zooKeeper == null ? Optional.empty() : Optional.of(zooKeeper.quorum());
    }

    /** Where everything is that this writes, with all symbolic links resolved. */
    public Path baseDirectory() {
        return base;
    }

    /** Below it, a container's logs are in {@code application_…/container_…/}, whichever node it ran on. */
    public List<Path> containerLogs(String applicationId) throws IOException {
        return Directories.named(base.resolve("yarn"), applicationId).stream()
                .filter(found -> found.toString().contains("logDir"))
                .toList();
    }

    /** The processes that run now in the working directory of a container of this cluster, shells included. */
    public List<ProcessHandle> containerProcesses() {
        return ContainerProcesses.below(base);
    }

    /** Those of {@link #containerProcesses()} that belong to this application or container. */
    public List<ProcessHandle> containerProcesses(String applicationOrContainerId) {
        return ContainerProcesses.below(base, applicationOrContainerId);
    }

    /** Kills all containers. The daemons, and the containers that they start from now on, end with the JVM. */
    @Override
    public void close() {
        containerProcesses().forEach(ProcessHandle::destroyForcibly);
        if (zooKeeper != null) {
            zooKeeper.close();
        }
    }

    /** Whether somebody watches that nothing is left of this cluster. */
    boolean isWatched() {
        return reaper.isAlive();
    }
}
