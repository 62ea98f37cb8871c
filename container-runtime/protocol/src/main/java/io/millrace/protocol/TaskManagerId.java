package io.millrace.protocol;

import io.millrace.control.Address;
import java.io.Serializable;

/** One TaskManager process (or its stand-in in one JVM); a replacement has another id. Also the node of its actor. */
public record TaskManagerId(String name) implements Serializable, Comparable<TaskManagerId> {
    private static final long serialVersionUID = 1L;

    /** The name of a TaskManager's actor in its node. */
    public static final String ACTOR = "taskmanager";

    /** Where its actor is. */
    public Address address() {
        return new Address(name, ACTOR);
    }

    @Override
    public int compareTo(TaskManagerId other) {
        return name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return name;
    }
}
