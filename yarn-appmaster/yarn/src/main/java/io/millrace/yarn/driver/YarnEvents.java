package io.millrace.yarn.driver;

import io.millrace.jobmanager.container.ContainerProfile;
import org.apache.hadoop.yarn.api.records.Container;
import org.apache.hadoop.yarn.api.records.ContainerId;
import org.apache.hadoop.yarn.api.records.ContainerStatus;

/** Hears what YARN does. Called by any thread; returns at once. */
interface YarnEvents {
    void granted(Container container, ContainerProfile profile);

    /** The node has begun to start the TaskManager's process. */
    void started(ContainerId container);

    void startFailed(ContainerId container, Throwable cause);

    void completed(ContainerStatus status);

    /** The resource manager refuses all that is asked for. */
    void refused(String reason);

    /** The resource manager cannot be asked any more. */
    void failed(String reason);
}
