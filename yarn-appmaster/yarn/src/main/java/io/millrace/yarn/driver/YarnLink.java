package io.millrace.yarn.driver;

import io.millrace.jobmanager.container.ContainerProfile;
import io.millrace.jobmanager.container.NodeName;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.yarn.api.records.Container;
import org.apache.hadoop.yarn.api.records.ContainerId;

/**
 * The resource manager and the nodes as the driver needs them. Methods return at once and are called by the driver's thread
 * only; what comes of them is told to {@link YarnEvents}.
 */
interface YarnLink {
    /** Why no container of this profile can ever be granted, such as its size; empty if nothing is known against it. */
    Optional<String> refusal(ContainerProfile profile);

    /** One more request that is outstanding until it is taken back, even if a container came of it. */
    void ask(ContainerProfile profile);

    /** One outstanding request less. */
    void takeBack(ContainerProfile profile);

    /** Replaces the nodes that no container should be granted on. */
    void avoid(Set<NodeName> nodes);

    /** Has a TaskManager started in a granted container. */
    void start(Container container, ContainerProfile profile);

    /** Gives a container back, whatever it does. */
    void release(ContainerId container);
}
