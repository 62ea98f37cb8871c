package io.millrace.protocol;

import java.util.List;

/**
 * Where the tasks of a job run: what producers and consumers need to find each other. Its size is linear in tasks, never
 * in the edges between them.
 *
 * <p>Of a batch job only some vertices run at a time. A vertex that runs is told with its attempts; one that has FINISHED
 * with the attempts whose {@link PartitionId partitions} are to be read, and where they are kept; one that was not
 * deployed yet has empty lists: who feeds it through a blocking edge need not know where it will be.
 *
 * @param vertices {@code vertices.get(v)} is about the job graph's vertex {@code v}
 * @param endpoints how each TaskManager among them is reached, once each; who is not named takes no connections
 */
public record Placements(List<VertexPlacement> vertices, List<Endpoint> endpoints) {
    /**
     * @param taskManagers for each subtask, where it runs or ran
     * @param attempts for each subtask, its attempt
     */
    public record VertexPlacement(List<TaskManagerId> taskManagers, List<Integer> attempts) {
        public VertexPlacement {
            taskManagers = List.copyOf(taskManagers);
            attempts = List.copyOf(attempts);
            if (taskManagers.size() != attempts.size()) {
                throw new IllegalArgumentException(
                        "placement: " + taskManagers.size() + " task managers, but " + attempts.size() + " attempts");
            }
        }
    }

    public Placements {
        vertices = List.copyOf(vertices);
        endpoints = List.copyOf(endpoints);
    }

    /** Of TaskManagers that share a process and need no connections. */
    public Placements(List<VertexPlacement> vertices) {
        this(vertices, List.of());
    }
}
