package io.millrace.dataflow.operators;

import io.millrace.dataflow.config.MemorySize;
import io.millrace.dataflow.resources.CPUResource;
import io.millrace.dataflow.resources.ExternalResource;
import java.io.Serializable;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Operators that share slots with each other and with no others. The name decides; slots are all alike, so resources are what
 * the program says it needs, and are not reserved.
 */
public class SlotSharingGroup implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String name;
    private final @Nullable ResourceSpec resources;

    private SlotSharingGroup(String name, @Nullable ResourceSpec resources) {
        this.name = name;
        this.resources = resources;
    }

    public static Builder newBuilder(String name) {
        return new Builder(name);
    }

    public String getName() {
        return name;
    }

    public Optional<Double> getCpuCores() {
        return said().map(spec -> spec.getCpuCores().getValue().doubleValue());
    }

    public Optional<MemorySize> getTaskHeapMemory() {
        return said().map(ResourceSpec::getTaskHeapMemory);
    }

    public Optional<MemorySize> getTaskOffHeapMemory() {
        return said().map(ResourceSpec::getTaskOffHeapMemory);
    }

    public Optional<MemorySize> getManagedMemory() {
        return said().map(ResourceSpec::getManagedMemory);
    }

    /** By name. */
    public Map<String, Double> getExternalResources() {
        Map<String, Double> amounts = new TreeMap<>();
        said().map(ResourceSpec::getExtendedResources)
                .orElse(Map.of())
                .forEach((resource, amount) ->
                        amounts.put(resource, amount.getValue().doubleValue()));
        return amounts;
    }

    private Optional<ResourceSpec> said() {
        return Optional.ofNullable(resources);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SlotSharingGroup that
                && name.equals(that.name)
                && Objects.equals(resources, that.resources);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, resources);
    }

    @Override
    public String toString() {
        return "SlotSharingGroup{name=" + name + ", resources=" + resources + "}";
    }

    /** Collects what the group needs: nothing at all, or at least processors and heap. */
    public static class Builder {
        private final String name;
        private @Nullable CPUResource cpuCores;
        private @Nullable MemorySize taskHeapMemory;
        private MemorySize taskOffHeapMemory = MemorySize.ZERO;
        private MemorySize managedMemory = MemorySize.ZERO;
        private final TreeMap<String, Double> externalResources = new TreeMap<>();

        private Builder(String name) {
            this.name = Objects.requireNonNull(name, "name");
        }

        /** @param cpuCores more than 0 */
        public Builder setCpuCores(double cpuCores) {
            if (cpuCores <= 0) {
                throw new IllegalArgumentException("The cpu cores should be positive, but are " + cpuCores);
            }
            this.cpuCores = new CPUResource(cpuCores);
            return this;
        }

        /** @param taskHeapMemory more than 0 */
        public Builder setTaskHeapMemory(MemorySize taskHeapMemory) {
            if (taskHeapMemory.compareTo(MemorySize.ZERO) <= 0) {
                throw new IllegalArgumentException("The task heap memory should be positive.");
            }
            this.taskHeapMemory = taskHeapMemory;
            return this;
        }

        public Builder setTaskHeapMemoryMB(int taskHeapMemoryMB) {
            return setTaskHeapMemory(MemorySize.ofMebiBytes(taskHeapMemoryMB));
        }

        public Builder setTaskOffHeapMemory(MemorySize taskOffHeapMemory) {
            this.taskOffHeapMemory = Objects.requireNonNull(taskOffHeapMemory);
            return this;
        }

        public Builder setTaskOffHeapMemoryMB(int taskOffHeapMemoryMB) {
            return setTaskOffHeapMemory(MemorySize.ofMebiBytes(taskOffHeapMemoryMB));
        }

        public Builder setManagedMemory(MemorySize managedMemory) {
            this.managedMemory = Objects.requireNonNull(managedMemory);
            return this;
        }

        public Builder setManagedMemoryMB(int managedMemoryMB) {
            return setManagedMemory(MemorySize.ofMebiBytes(managedMemoryMB));
        }

        public Builder setExternalResource(String name, double value) {
            externalResources.put(name, value);
            return this;
        }

        /** @throws IllegalArgumentException if something is said, but not processors and heap */
        public SlotSharingGroup build() {
            CPUResource cores = cpuCores;
            MemorySize heap = taskHeapMemory;
            if (cores != null && heap != null) {
                ResourceSpec.Builder spec = ResourceSpec.newBuilder(
                                cores.getValue().doubleValue(), heap)
                        .setTaskOffHeapMemory(taskOffHeapMemory)
                        .setManagedMemory(managedMemory);
                externalResources.forEach(
                        (resource, value) -> spec.setExtendedResource(new ExternalResource(resource, value)));
                return new SlotSharingGroup(name, spec.build());
            }
            boolean nothing = cores == null
                    && heap == null
                    && taskOffHeapMemory.equals(MemorySize.ZERO)
                    && managedMemory.equals(MemorySize.ZERO)
                    && externalResources.isEmpty();
            if (!nothing) {
                throw new IllegalArgumentException(
                        "The cpu cores and task heap memory are required when specifying the"
                                + " resource of a slot sharing group. You need to explicitly configure them with positive value.");
            }
            return new SlotSharingGroup(name, null);
        }
    }
}
