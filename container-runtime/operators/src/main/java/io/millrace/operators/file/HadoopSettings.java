package io.millrace.operators.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;

/**
 * Hadoop's configuration, and where it was found.
 *
 * <p>Hadoop's defaults, and {@code core-site.xml} and {@code hdfs-site.xml}: of the class path if the first is there, as in a
 * container, whose client's settings are to hold whatever the node's are; else of the directory that {@code HADOOP_CONF_DIR}
 * names, or else {@code YARN_CONF_DIR}.
 *
 * @param origin for messages: the class path, the directory, or that none was named
 */
record HadoopSettings(Configuration configuration, String origin) {
    private static final List<String> DIRECTORIES = List.of("HADOOP_CONF_DIR", "YARN_CONF_DIR");
    private static final List<String> FILES = List.of("core-site.xml", "hdfs-site.xml");

    /** @throws IOException if the directory that is named is not there, or has none of the files */
    static HadoopSettings load(Map<String, String> environment) throws IOException {
        Configuration configuration = new Configuration();
        configuration.setClassLoader(HadoopSettings.class.getClassLoader());
        configuration.addResource("hdfs-site.xml");
        // Ours are closed by those who opened them; Hadoop would do it while outputs are still being cleaned up.
        configuration.setBoolean("fs.automatic.close", false);
        if (configuration.getResource("core-site.xml") != null) {
            return new HadoopSettings(configuration, "core-site.xml of the class path");
        }
        for (String variable : DIRECTORIES) {
            String directory = environment.get(variable);
            if (directory != null && !directory.isBlank()) {
                addFiles(configuration, variable, Path.of(directory.strip()));
                return new HadoopSettings(configuration, variable + " is " + directory.strip());
            }
        }
        return new HadoopSettings(configuration, "HADOOP_CONF_DIR is not set");
    }

    private static void addFiles(Configuration configuration, String variable, Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            throw new IOException(variable + " is '" + directory + "', but there is no such directory. Set it to the"
                    + " directory with the cluster's core-site.xml.");
        }
        boolean found = false;
        for (String name : FILES) {
            Path file = directory.resolve(name);
            if (Files.isReadable(file)) {
                configuration.addResource(new org.apache.hadoop.fs.Path(file.toUri()));
                found = true;
            }
        }
        if (!found) {
            throw new IOException(variable + " is '" + directory + "', but no core-site.xml or hdfs-site.xml can be"
                    + " read there. Set it to the directory with the cluster's files.");
        }
    }
}
