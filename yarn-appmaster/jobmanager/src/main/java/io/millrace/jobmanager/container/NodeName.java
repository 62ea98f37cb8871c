package io.millrace.jobmanager.container;

/** A machine that containers run on. */
public record NodeName(String name) implements Comparable<NodeName> {
    @Override
    public int compareTo(NodeName other) {
        return name.compareTo(other.name);
    }
}
