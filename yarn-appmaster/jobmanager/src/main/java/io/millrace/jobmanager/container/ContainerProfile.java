package io.millrace.jobmanager.container;

/**
 * What a container is to offer.
 *
 * @param slots how many slots its TaskManager has
 */
public record ContainerProfile(int slots) implements Comparable<ContainerProfile> {
    public ContainerProfile {
        if (slots < 1) {
            throw new IllegalArgumentException("taskmanager.numberOfTaskSlots: expected >= 1, found " + slots);
        }
    }

    @Override
    public int compareTo(ContainerProfile other) {
        return Integer.compare(slots, other.slots);
    }
}
