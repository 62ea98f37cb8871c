package io.millrace.jobmanager.container;

import io.millrace.protocol.TaskManagerId;

/** Names a container; the TaskManager that runs in it bears the same name. */
public record ContainerId(String name) implements Comparable<ContainerId> {
    public TaskManagerId taskManager() {
        return new TaskManagerId(name);
    }

    @Override
    public int compareTo(ContainerId other) {
        return name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return name;
    }
}
