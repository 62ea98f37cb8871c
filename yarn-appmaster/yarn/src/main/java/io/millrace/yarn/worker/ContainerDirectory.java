package io.millrace.yarn.worker;

import io.millrace.yarn.launch.ContainerFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Makes in a container's directory what a process needs before it begins. */
public final class ContainerDirectory {
    private static final List<String> OTHER_NAMES = List.of("hdfs-site.xml", "yarn-site.xml");

    private ContainerDirectory() {}

    /**
     * Makes Java's temporary directory, and gives Hadoop the client's settings under all the names that it looks for. They
     * come as one file, {@link ContainerFiles#HADOOP_CONFIGURATION}; but Hadoop reads the defaults of HDFS and YARN after a
     * {@code core-site.xml}, and would take those. To be called before a class of Hadoop reads its configuration.
     *
     * @param container the container's directory
     */
    public static void prepare(Path container) throws IOException {
        Files.createDirectories(container.resolve(System.getProperty("java.io.tmpdir")));
        Path given = container.resolve(ContainerFiles.HADOOP_CONFIGURATION);
        for (String name : OTHER_NAMES) {
            Path other = given.resolveSibling(name);
            if (Files.exists(given) && Files.notExists(other)) {
                Files.copy(given, other);
            }
        }
    }
}
