package io.millrace.dataflow.operators;

import io.millrace.dataflow.config.MemorySize;
import io.millrace.dataflow.resources.CPUResource;
import io.millrace.dataflow.resources.ExternalResource;
import java.io.Serializable;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a part of a program needs of a machine: processors, memory of three kinds, and whatever else by name. Cannot be
 * changed. {@link #UNKNOWN} says nothing, {@link #ZERO} needs nothing.
 */
public final class ResourceSpec implements Serializable {
    private static final long serialVersionUID = 1L;

    public static final ResourceSpec UNKNOWN = new ResourceSpec(null, null, null, null, Map.of());
    public static final ResourceSpec DEFAULT = UNKNOWN;
    public static final ResourceSpec ZERO = newBuilder(0.0, 0).build();

    private final @Nullable CPUResource cpuCores;
    private final @Nullable MemorySize taskHeapMemory;
    private final @Nullable MemorySize taskOffHeapMemory;
    private final @Nullable MemorySize managedMemory;
    private final TreeMap<String, ExternalResource> extendedResources;

    private ResourceSpec(
            @Nullable CPUResource cpuCores,
            @Nullable MemorySize taskHeapMemory,
            @Nullable MemorySize taskOffHeapMemory,
            @Nullable MemorySize managedMemory,
            Map<String, ExternalResource> extendedResources) {
        this.cpuCores = cpuCores;
        this.taskHeapMemory = taskHeapMemory;
        this.taskOffHeapMemory = taskOffHeapMemory;
        this.managedMemory = managedMemory;
        this.extendedResources = new TreeMap<>(extendedResources);
    }

    private boolean isUnknown() {
        return cpuCores == null;
    }

    private <T> T known(@Nullable T value) {
        if (value == null) {
            throw new UnsupportedOperationException("The resources are UNKNOWN.");
        }
        return value;
    }

    /** Both together; {@link #UNKNOWN} if either is. */
    public ResourceSpec merge(ResourceSpec other) {
        if (isUnknown() || other.isUnknown()) {
            return UNKNOWN;
        }
        TreeMap<String, ExternalResource> all = new TreeMap<>(extendedResources);
        other.extendedResources.forEach((name, more) -> all.merge(name, more, ExternalResource::merge));
        return new ResourceSpec(
                getCpuCores().merge(other.getCpuCores()),
                getTaskHeapMemory().add(other.getTaskHeapMemory()),
                getTaskOffHeapMemory().add(other.getTaskOffHeapMemory()),
                getManagedMemory().add(other.getManagedMemory()),
                all);
    }

    /**
     * What is left of this without {@code other}; {@link #UNKNOWN} if either is.
     *
     * @throws IllegalArgumentException if {@code other} is not {@link #lessThanOrEqual} this
     */
    public ResourceSpec subtract(ResourceSpec other) {
        if (isUnknown() || other.isUnknown()) {
            return UNKNOWN;
        }
        if (!other.lessThanOrEqual(this)) {
            throw new IllegalArgumentException("Cannot subtract a larger ResourceSpec from this one.");
        }
        TreeMap<String, ExternalResource> rest = new TreeMap<>(extendedResources);
        other.extendedResources.forEach((name, less) -> rest.computeIfPresent(name, (n, all) -> {
            ExternalResource left = all.subtract(less);
            return left.isZero() ? null : left;
        }));
        return new ResourceSpec(
                getCpuCores().subtract(other.getCpuCores()),
                getTaskHeapMemory().subtract(other.getTaskHeapMemory()),
                getTaskOffHeapMemory().subtract(other.getTaskOffHeapMemory()),
                getManagedMemory().subtract(other.getManagedMemory()),
                rest);
    }

    /** @throws UnsupportedOperationException for {@link #UNKNOWN} */
    public CPUResource getCpuCores() {
        return known(cpuCores);
    }

    /** @throws UnsupportedOperationException for {@link #UNKNOWN} */
    public MemorySize getTaskHeapMemory() {
        return known(taskHeapMemory);
    }

    /** @throws UnsupportedOperationException for {@link #UNKNOWN} */
    public MemorySize getTaskOffHeapMemory() {
        return known(taskOffHeapMemory);
    }

    /** @throws UnsupportedOperationException for {@link #UNKNOWN} */
    public MemorySize getManagedMemory() {
        return known(managedMemory);
    }

    public Optional<ExternalResource> getExtendedResource(String name) {
        known(cpuCores);
        return Optional.ofNullable(extendedResources.get(name));
    }

    public Map<String, ExternalResource> getExtendedResources() {
        known(cpuCores);
        return Collections.unmodifiableMap(extendedResources);
    }

    /** Whether {@code other} has at least as much of everything. Only {@link #UNKNOWN} is as much as itself. */
    public boolean lessThanOrEqual(ResourceSpec other) {
        if (isUnknown() && other.isUnknown()) {
            return true;
        }
        if (isUnknown() || other.isUnknown()) {
            throw new IllegalArgumentException("Cannot compare specified resources with UNKNOWN resources.");
        }
        return getCpuCores().compareTo(other.getCpuCores()) <= 0
                && getTaskHeapMemory().compareTo(other.getTaskHeapMemory()) <= 0
                && getTaskOffHeapMemory().compareTo(other.getTaskOffHeapMemory()) <= 0
                && getManagedMemory().compareTo(other.getManagedMemory()) <= 0
                && extendedResources.values().stream()
                        .allMatch(mine -> other.getExtendedResource(mine.getName())
                                .filter(theirs -> mine.compareTo(theirs) <= 0)
                                .isPresent());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ResourceSpec that
                && Objects.equals(cpuCores, that.cpuCores)
                && Objects.equals(taskHeapMemory, that.taskHeapMemory)
                && Objects.equals(taskOffHeapMemory, that.taskOffHeapMemory)
                && Objects.equals(managedMemory, that.managedMemory)
                && extendedResources.equals(that.extendedResources);
    }

    @Override
    public int hashCode() {
        return Objects.hash(cpuCores, taskHeapMemory, taskOffHeapMemory, managedMemory, extendedResources);
    }

    @Override
    public String toString() {
        return isUnknown()
                ? "ResourceSpec{UNKNOWN}"
                : "ResourceSpec{cpuCores=" + getCpuCores().getValue() + ", taskHeapMemory=" + taskHeapMemory
                        + ", taskOffHeapMemory=" + taskOffHeapMemory + ", managedMemory=" + managedMemory
                        + ", extendedResources=" + extendedResources.values() + "}";
    }

    public static Builder newBuilder(double cpuCores, int taskHeapMemoryMB) {
        return newBuilder(cpuCores, MemorySize.ofMebiBytes(taskHeapMemoryMB));
    }

    public static Builder newBuilder(double cpuCores, MemorySize taskHeapMemory) {
        return new Builder(new CPUResource(cpuCores), taskHeapMemory);
    }

    /** Collects amounts. */
    public static final class Builder {
        private CPUResource cpuCores;
        private MemorySize taskHeapMemory;
        private MemorySize taskOffHeapMemory = MemorySize.ZERO;
        private MemorySize managedMemory = MemorySize.ZERO;
        private final TreeMap<String, ExternalResource> extendedResources = new TreeMap<>();

        private Builder(CPUResource cpuCores, MemorySize taskHeapMemory) {
            this.cpuCores = cpuCores;
            this.taskHeapMemory = taskHeapMemory;
        }

        public Builder setCpuCores(double cpuCores) {
            this.cpuCores = new CPUResource(cpuCores);
            return this;
        }

        public Builder setTaskHeapMemory(MemorySize taskHeapMemory) {
            this.taskHeapMemory = taskHeapMemory;
            return this;
        }

        public Builder setTaskHeapMemoryMB(int taskHeapMemoryMB) {
            return setTaskHeapMemory(MemorySize.ofMebiBytes(taskHeapMemoryMB));
        }

        public Builder setTaskOffHeapMemory(MemorySize taskOffHeapMemory) {
            this.taskOffHeapMemory = taskOffHeapMemory;
            return this;
        }

        public Builder setTaskOffHeapMemoryMB(int taskOffHeapMemoryMB) {
            return setTaskOffHeapMemory(MemorySize.ofMebiBytes(taskOffHeapMemoryMB));
        }

        public Builder setManagedMemory(MemorySize managedMemory) {
            this.managedMemory = managedMemory;
            return this;
        }

        public Builder setManagedMemoryMB(int managedMemoryMB) {
            return setManagedMemory(MemorySize.ofMebiBytes(managedMemoryMB));
        }

        /** In place of what was set for the same name. */
        public Builder setExtendedResource(ExternalResource extendedResource) {
            extendedResources.put(extendedResource.getName(), extendedResource);
            return this;
        }

        public Builder setExtendedResources(Collection<ExternalResource> resources) {
            extendedResources.clear();
            resources.forEach(this::setExtendedResource);
            return this;
        }

        public ResourceSpec build() {
            return new ResourceSpec(cpuCores, taskHeapMemory, taskOffHeapMemory, managedMemory, extendedResources);
        }
    }
}
