package io.millrace.dataflow.graph;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * A loop of a job: vertices that run again and again, in supersteps. What they feed back reaches the head over edges that lead
 * back; all edges between its vertices are pipelined, so they are of one region.
 *
 * @param name as the user named it, or what it is
 * @param head the vertex whose operator is a {@link io.millrace.dataflow.contract.LoopOperator}
 * @param vertices ascending; with the head
 * @param kept what stays from superstep to superstep
 */
public record Loop(String name, int head, List<Integer> vertices, List<Kept> kept) implements Serializable {
    private static final long serialVersionUID = 1L;

    /**
     * An input of which the records stay.
     *
     * @param form how, in a few words for people
     */
    public record Kept(int vertex, int input, String form) implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    /** What an edge is to a loop. */
    public enum Part {
        /** It brings what the loop begins with. */
        INITIAL,
        /** It brings what is the same in all supersteps. */
        CONSTANT,
        /** It carries other records in each superstep. */
        CHANGING,
        /** It brings back to the head what a superstep made. */
        FEEDBACK,
        /** It carries away what the loop came to. */
        RESULT
    }

    public Loop {
        vertices = List.copyOf(vertices);
        kept = List.copyOf(kept);
    }

    /** What an edge is to this loop; empty if it has nothing to do with it. */
    public Optional<Part> partOf(Edge edge) {
        boolean from = vertices.contains(edge.source());
        boolean to = vertices.contains(edge.target());
        if (from && to) {
            return Optional.of(edge.target() == head ? Part.FEEDBACK : Part.CHANGING);
        } else if (to) {
            return Optional.of(edge.target() == head ? Part.INITIAL : Part.CONSTANT);
        }
        return from ? Optional.of(Part.RESULT) : Optional.empty();
    }

    /** How the records of an edge stay from superstep to superstep; empty if they do not, or the edge is not of this loop. */
    public Optional<String> keeps(Edge edge) {
        return kept.stream()
                .filter(each -> each.vertex() == edge.target() && each.input() == edge.input())
                .map(Kept::form)
                .findFirst();
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
