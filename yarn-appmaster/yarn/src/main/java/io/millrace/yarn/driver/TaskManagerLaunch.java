package io.millrace.yarn.driver;

import io.millrace.jobmanager.container.ContainerProfile;
import java.io.IOException;
import org.apache.hadoop.yarn.api.records.Container;
import org.apache.hadoop.yarn.api.records.ContainerLaunchContext;

/** Makes what a TaskManager's container is started with: command, environment, files, credentials. Any thread. */
@FunctionalInterface
public interface TaskManagerLaunch {
    ContainerLaunchContext context(Container container, ContainerProfile profile) throws IOException;
}
