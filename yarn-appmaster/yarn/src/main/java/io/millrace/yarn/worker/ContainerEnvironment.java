package io.millrace.yarn.worker;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.yarn.api.ApplicationConstants.Environment;
import org.apache.hadoop.yarn.api.records.ContainerId;

/**
 * What YARN tells a process by its environment.
 *
 * @param containerId as YARN prints it
 * @param host the node's name, as the resource manager knows it: blocks of HDFS are on hosts of such names
 * @param localDirectories on the node's disks, for the application's files; deleted by YARN
 */
public record ContainerEnvironment(String containerId, String host, List<Path> localDirectories) {
    /** @throws IllegalStateException if this is not a container */
    public static ContainerEnvironment of(Map<String, String> environment) {
        List<Path> directories = Stream.of(
                        value(environment, Environment.LOCAL_DIRS).split(","))
                .filter(name -> !name.isBlank())
                .map(Path::of)
                .toList();
        return new ContainerEnvironment(
                value(environment, Environment.CONTAINER_ID), value(environment, Environment.NM_HOST), directories);
    }

    /** Of the application that the container belongs to. */
    public String applicationId() {
        return ContainerId.fromString(containerId)
                .getApplicationAttemptId()
                .getApplicationId()
                .toString();
    }

    private static String value(Map<String, String> environment, Environment name) {
        String value = environment.get(name.name());
        if (value == null || value.isEmpty()) {
            throw new IllegalStateException("The environment variable " + name
                    + " is not set: this program is started by YARN in a container, and not by hand.");
        }
        return value;
    }
}
