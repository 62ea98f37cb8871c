package io.millrace.yarn.driver;

import io.millrace.jobmanager.container.ContainerProfile;
import java.util.Collection;
import org.apache.hadoop.yarn.api.records.Container;
import org.apache.hadoop.yarn.api.records.ContainerId;
import org.apache.hadoop.yarn.api.records.ContainerStatus;

/** Hears what YARN does. Called by any thread; returns at once. */
interface YarnEvents {
    /**
     * Containers of earlier attempts at the application that run and are this one's now. Comes first; comes again, with
     * others, if a resource manager that restarted hears of them late.
     */
    void inherited(Collection<Container> containers);

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
