package io.millrace.protocol;

import java.io.Serializable;

/** One TaskManager process (or its stand-in in one JVM); a replacement has another id. Also the node of its actor. */
public record TaskManagerId(String name) implements Serializable, Comparable<TaskManagerId> {
    private static final long serialVersionUID = 1L;

    @Override
    public int compareTo(TaskManagerId other) {
        return name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return name;
    }
}
