package io.millrace.yarn.driver;

import java.util.Optional;
import org.apache.hadoop.yarn.api.records.Resource;

/**
 * How large a TaskManager's container is.
 *
 * @param memoryMb mebibytes, {@code taskmanager.memory.process.size} rounded up
 * @param vcores {@code yarn.containers.vcores}, by default one per slot
 */
public record ContainerSize(long memoryMb, int vcores) {
    Resource resource() {
        return Resource.newInstance(memoryMb, vcores);
    }

    /** Why the cluster can never grant it. */
    Optional<String> refusal(Resource largest) {
        if (memoryMb > largest.getMemorySize()) {
            return Optional.of("a TaskManager's container of " + memoryMb
                    + " MiB (taskmanager.memory.process.size) is larger than the largest that YARN grants, "
                    + largest.getMemorySize() + " MiB");
        }
        if (vcores > largest.getVirtualCores()) {
            return Optional.of("a TaskManager's container of " + vcores
                    + " vcores (yarn.containers.vcores, or taskmanager.numberOfTaskSlots) is larger than the largest"
                    + " that YARN grants, " + largest.getVirtualCores() + " vcores");
        }
        return Optional.empty();
    }
}
