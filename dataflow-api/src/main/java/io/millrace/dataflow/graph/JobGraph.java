package io.millrace.dataflow.graph;

import io.millrace.dataflow.ExecutionConfig;
import io.millrace.dataflow.InvalidProgramException;
import io.millrace.dataflow.util.SerializedValue;
import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * A program as data: vertices (chains of operators) and the edges between them.
 *
 * @param name what the user called the job
 * @param mode whether the records of the job are a batch or a stream
 * @param vertices in topological order; {@code vertices.get(i).index() == i}
 * @param edges {@code edges.get(i).index() == i}
 * @param configuration the effective settings of the job
 * @param executionConfig the user's execution configuration, read in the job's class loader
 * @param loops those of its vertices that run in supersteps
 * @param classpath URIs of the user's jars; empty when the job runs in its submitter's class loader
 */
public record JobGraph(
        String name,
        Mode mode,
        List<Vertex> vertices,
        List<Edge> edges,
        Map<String, String> configuration,
        SerializedValue<ExecutionConfig> executionConfig,
        List<Loop> loops,
        List<String> classpath)
        implements Serializable {
    private static final long serialVersionUID = 1L;

    /** How a job ends and what a lost TaskManager means for it. */
    public enum Mode {
        /** Bounded; restarted as a whole or in regions without losing results. */
        BATCH,
        /** Possibly unbounded; goes on from checkpoints. */
        STREAMING
    }

    public JobGraph {
        vertices = List.copyOf(vertices);
        edges = List.copyOf(edges);
        loops = List.copyOf(loops);
        classpath = List.copyOf(classpath);
        configuration = java.util.Collections.unmodifiableMap(new java.util.TreeMap<>(configuration));
        for (int i = 0; i < vertices.size(); i++) {
            if (vertices.get(i).index() != i) {
                throw new InvalidProgramException("vertex " + vertices.get(i).name() + " has index "
                        + vertices.get(i).index() + " but stands at " + i);
            }
        }
        for (int i = 0; i < edges.size(); i++) {
            Edge edge = edges.get(i);
            boolean feedsBack = loops.stream().anyMatch(loop -> loop.isFedBackBy(edge));
            if (edge.index() != i || (edge.source() >= edge.target()) != feedsBack) {
                throw new InvalidProgramException("edge " + edge + " at " + i + " is out of order");
            }
        }
    }

    public Vertex vertex(int index) {
        return vertices.get(index);
    }

    /** The edges into a vertex, by input and then by index. */
    public List<Edge> inputsOf(int vertex) {
        return edges.stream()
                .filter(edge -> edge.target() == vertex)
                .sorted(java.util.Comparator.comparingInt(Edge::input).thenComparingInt(Edge::index))
                .toList();
    }

    /** The edges out of a vertex, by index. */
    public List<Edge> outputsOf(int vertex) {
        return edges.stream().filter(edge -> edge.source() == vertex).toList();
    }

    /** The loop that an edge stays in; empty for one that leads into a loop, out of it, or has nothing to do with any. */
    public java.util.Optional<Loop> loopOf(Edge edge) {
        return loops.stream().filter(loop -> loop.holds(edge)).findFirst();
    }

    /** How many slots the job needs: one for each subtask of the widest vertex, per slot sharing group. */
    public Map<String, Integer> slotsPerGroup() {
        Map<String, Integer> slots = new java.util.TreeMap<>();
        for (Vertex vertex : vertices) {
            slots.merge(vertex.slotSharingGroup(), vertex.parallelism(), Math::max);
        }
        return slots;
    }

    public JobGraph withClasspath(List<String> uris) {
        return new JobGraph(name, mode, vertices, edges, configuration, executionConfig, loops, uris);
    }
}
