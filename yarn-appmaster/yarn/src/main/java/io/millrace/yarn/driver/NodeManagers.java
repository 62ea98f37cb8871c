package io.millrace.yarn.driver;

import io.millrace.jobmanager.container.ContainerProfile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.yarn.api.records.Container;
import org.apache.hadoop.yarn.api.records.ContainerId;
import org.apache.hadoop.yarn.api.records.ContainerStatus;
import org.apache.hadoop.yarn.api.records.Resource;
import org.apache.hadoop.yarn.client.api.async.NMClientAsync;

/** Has nodes start containers, on the threads of YARN's client, and passes on what came of it. */
final class NodeManagers implements AutoCloseable {
    private final NMClientAsync client;
    private final TaskManagerLaunch launch;
    private final YarnEvents events;

    NodeManagers(Configuration hadoop, TaskManagerLaunch launch, YarnEvents events) {
        this.launch = launch;
        this.events = events;
        this.client = NMClientAsync.createNMClientAsync(new Answers());
        client.init(hadoop);
        // Containers end with the application, and some of them may outlive this attempt.
        client.getClient().cleanupRunningContainersOnStop(false);
    }

    void start() {
        client.start();
    }

    void start(Container container, ContainerProfile profile) {
        try {
            client.startContainerAsync(container, launch.context(container, profile));
        } catch (IOException | RuntimeException e) {
            events.startFailed(container.getId(), e);
        }
    }

    @Override
    public void close() {
        client.stop();
    }

    private final class Answers extends NMClientAsync.AbstractCallbackHandler {
        @Override
        public void onContainerStarted(ContainerId container, Map<String, ByteBuffer> services) {
            events.started(container);
        }

        @Override
        public void onStartContainerError(ContainerId container, Throwable cause) {
            events.startFailed(container, cause);
        }

        @Override
        public void onContainerStatusReceived(ContainerId container, ContainerStatus status) {
            // Never asked: the resource manager tells of containers that end.
        }

        @Override
        public void onContainerStopped(ContainerId container) {
            // As above.
        }

        @Override
        public void onContainerResourceIncreased(ContainerId container, Resource resource) {
            // Sizes are not changed.
        }

        @Override
        public void onContainerResourceUpdated(ContainerId container, Resource resource) {
            // Sizes are not changed.
        }

        @Override
        public void onGetContainerStatusError(ContainerId container, Throwable cause) {
            // Never asked.
        }

        @Override
        public void onIncreaseContainerResourceError(ContainerId container, Throwable cause) {
            // Sizes are not changed.
        }

        @Override
        public void onUpdateContainerResourceError(ContainerId container, Throwable cause) {
            // Sizes are not changed.
        }

        @Override
        public void onStopContainerError(ContainerId container, Throwable cause) {
            // Containers are given back, not stopped.
        }
    }
}
