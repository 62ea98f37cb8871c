package io.millrace.control;

import java.io.Serializable;

/**
 * Where an actor can be reached.
 *
 * @param node the process it lives in
 * @param actor its name in that process
 */
public record Address(String node, String actor) implements Serializable, Comparable<Address> {
    private static final long serialVersionUID = 1L;

    @Override
    public int compareTo(Address other) {
        int byNode = node.compareTo(other.node);
        return byNode != 0 ? byNode : actor.compareTo(other.actor);
    }

    @Override
    public String toString() {
        return actor + "@" + node;
    }
}
