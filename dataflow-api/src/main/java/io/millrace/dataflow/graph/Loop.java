package io.millrace.dataflow.graph;

import java.io.Serializable;
import java.util.List;

/**
 * A loop of a job: vertices that run again and again, in supersteps. What they feed back reaches the head over edges that lead
 * back; all edges between its vertices are pipelined, so they are of one region.
 *
 * @param name as the user named it, or what it is
 * @param head the vertex whose operator is a {@link io.millrace.dataflow.contract.LoopOperator}
 * @param vertices ascending; with the head
 */
public record Loop(String name, int head, List<Integer> vertices) implements Serializable {
    private static final long serialVersionUID = 1L;

    public Loop {
        vertices = List.copyOf(vertices);
    }

    /** Whether an edge stays in the loop: supersteps are told over it. */
    public boolean holds(Edge edge) {
        return vertices.contains(edge.source()) && vertices.contains(edge.target());
    }

    /** Whether an edge closes the loop: it brings to the head what a superstep made. */
    public boolean isFedBackBy(Edge edge) {
        return edge.target() == head && vertices.contains(edge.source());
    }
}
