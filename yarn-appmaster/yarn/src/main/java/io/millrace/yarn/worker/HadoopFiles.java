package io.millrace.yarn.worker;

import io.millrace.yarn.launch.ContainerFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Gives Hadoop the client's settings under all the names that it looks for. They come as one file, {@link
 * ContainerFiles#HADOOP_CONFIGURATION}; but Hadoop reads the defaults of HDFS and YARN after a {@code core-site.xml}, and would
 * take those.
 */
public final class HadoopFiles {
    private static final List<String> OTHER_NAMES = List.of("hdfs-site.xml", "yarn-site.xml");

    private HadoopFiles() {}

    /**
     * To be called before a class of Hadoop reads its configuration.
     *
     * @param container the container's directory
     */
    public static void spread(Path container) throws IOException {
        Path given = container.resolve(ContainerFiles.HADOOP_CONFIGURATION);
        for (String name : OTHER_NAMES) {
            Path other = given.resolveSibling(name);
            if (Files.exists(given) && Files.notExists(other)) {
                Files.copy(given, other);
            }
        }
    }
}
