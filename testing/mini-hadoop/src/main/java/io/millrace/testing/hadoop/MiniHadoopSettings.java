package io.millrace.testing.hadoop;

import java.nio.file.Path;

/**
 * What a {@link MiniHadoop} consists of.
 *
 * @param baseDirectory holds everything that it writes: the data of HDFS, containers and their logs, the configuration for
 *     clients. It is emptied at the start, and deleted after the end of the process
 * @param nodeManagers how many NodeManagers, at least 1 with YARN
 * @param nodeMemoryMb memory that each NodeManager offers for containers, MiB
 * @param yarn whether YARN is started
 * @param zooKeeper whether ZooKeeper is started
 * @param keepsFiles whether the base directory is left as it is at the end, to be looked at
 */
public record MiniHadoopSettings(
        Path baseDirectory, int nodeManagers, int nodeMemoryMb, boolean yarn, boolean zooKeeper, boolean keepsFiles) {

    public MiniHadoopSettings {
        if (yarn && nodeManagers < 1) {
            throw new IllegalArgumentException("YARN needs at least one NodeManager, not " + nodeManagers);
        }
        if (yarn && nodeMemoryMb < 256) {
            throw new IllegalArgumentException("a NodeManager needs at least 256 MiB, not " + nodeMemoryMb);
        }
    }

    /** HDFS, YARN with two NodeManagers of 6 GiB each, and ZooKeeper. The memory is not taken until containers use it. */
    public static MiniHadoopSettings in(Path baseDirectory) {
        return new MiniHadoopSettings(baseDirectory, 2, 6 * 1024, true, true, false);
    }

    public MiniHadoopSettings withNodeManagers(int count) {
        return new MiniHadoopSettings(baseDirectory, count, nodeMemoryMb, yarn, zooKeeper, keepsFiles);
    }

    public MiniHadoopSettings withNodeMemoryMb(int mebibytes) {
        return new MiniHadoopSettings(baseDirectory, nodeManagers, mebibytes, yarn, zooKeeper, keepsFiles);
    }

    public MiniHadoopSettings withoutYarn() {
        return new MiniHadoopSettings(baseDirectory, nodeManagers, nodeMemoryMb, false, zooKeeper, keepsFiles);
    }

    public MiniHadoopSettings withoutZooKeeper() {
        return new MiniHadoopSettings(baseDirectory, nodeManagers, nodeMemoryMb, yarn, false, keepsFiles);
    }

    public MiniHadoopSettings keepingFiles() {
        return new MiniHadoopSettings(baseDirectory, nodeManagers, nodeMemoryMb, yarn, zooKeeper, true);
    }
}
