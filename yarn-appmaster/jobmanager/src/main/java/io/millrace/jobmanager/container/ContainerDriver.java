package io.millrace.jobmanager.container;

import io.millrace.control.Message;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Asks a resource manager for containers with a TaskManager in each. Methods return at once. It may grant late, more than
 * wanted, on avoided nodes, or never; it may lose a container without saying so for minutes. {@link Fact}s arrive as
 * messages to the actor that was named to the driver, in order per container.
 */
public interface ContainerDriver {
    /**
     * Replaces all earlier wishes. Idempotent; called at every heartbeat. What is missing is {@link MissingContainers}'
     * matter; a wish below what runs takes nothing away.
     *
     * @param wanted how many containers there should be of each profile, granted and running ones counted
     * @param avoided where no new one should run, if there is a choice
     */
    void want(Map<ContainerProfile, Integer> wanted, Set<NodeName> avoided);

    /** Gives a container back, whether it runs, starts, or has ended. The matching {@link Lost} still arrives. */
    void release(ContainerId container);

    /** The TaskManager in a container has registered: whatever ends it from now on, it was able to start. May be told again. */
    default void registered(ContainerId container) {}

    /** What the resource manager did. */
    sealed interface Fact extends Message {}

    /**
     * Containers that are ours since an earlier leader of the application: their TaskManagers run, and may say that they are
     * here. Told once, and before any other fact, by a driver that can have such; of no other container a TaskManager can
     * come that was not granted after this.
     *
     * @param containers empty if none is left
     */
    record Inherited(List<Granted> containers) implements Fact {
        public Inherited {
            containers = List.copyOf(containers);
        }
    }

    /** A container is ours and its TaskManager is being started. */
    record Granted(ContainerId container, ContainerProfile profile, NodeName node) implements Fact {}

    /** The TaskManager's process began. */
    record Started(ContainerId container) implements Fact {}

    /**
     * A container is gone for good. May be told again.
     *
     * @param exitStatus of its process, or the resource manager's word in its place; empty if there is none
     * @param diagnostics for people
     */
    record Lost(ContainerId container, Cause cause, OptionalInt exitStatus, String diagnostics) implements Fact {
        /** Without an exit status. */
        public Lost(ContainerId container, Cause cause, String diagnostics) {
            this(container, cause, OptionalInt.empty(), diagnostics);
        }
    }

    /** No more containers of this profile can be had, whatever is given back elsewhere. */
    record Refused(ContainerProfile profile, String reason) implements Fact {}

    /** The driver itself works no more. */
    record DriverFailed(String reason) implements Fact {}

    /** Why a container was lost. */
    enum Cause {
        EXITED,
        PREEMPTED,
        MEMORY_EXCEEDED,
        NODE_LOST,
        LAUNCH_FAILED,
        RELEASED
    }
}
