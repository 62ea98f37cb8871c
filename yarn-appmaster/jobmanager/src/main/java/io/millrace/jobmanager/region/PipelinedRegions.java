package io.millrace.jobmanager.region;

import io.millrace.dataflow.InvalidProgramException;
import io.millrace.dataflow.graph.Edge;
import io.millrace.dataflow.graph.ExchangeMode;
import io.millrace.dataflow.graph.JobGraph;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The regions of a job: vertices that are connected by pipelined edges are one region, and blocking edges lead from one
 * region to another. A streaming job is one region, whatever its edges are.
 *
 * <h2>Algorithm</h2>
 * <ol>
 *   <li>Every vertex begins alone; each pipelined edge unites the regions of its two ends (union-find).
 *   <li>Regions are put in topological order along the blocking edges, of those that could come next the one with the
 *       lowest vertex first.
 * </ol>
 * A blocking edge within a region, or a circle of regions, would have a consumer wait for a producer that waits for it:
 * {@link io.millrace.dataflow.graph.JobGraphBuilder} makes no such graph, and it is refused here.
 */
public final class PipelinedRegions {
    private final List<Region> regions;
    private final int[] regionOf;

    private PipelinedRegions(List<Region> regions, int[] regionOf) {
        this.regions = List.copyOf(regions);
        this.regionOf = regionOf;
    }

    /** @throws InvalidProgramException if the regions cannot run one after another; names an edge that is to blame */
    public static PipelinedRegions of(JobGraph graph) {
        int[] root = roots(graph);
        List<Edge> between = between(graph, root);
        List<Integer> order = inOrder(graph, root, between);
        int[] regionOf = new int[root.length];
        for (int vertex = 0; vertex < root.length; vertex++) {
            regionOf[vertex] = order.indexOf(root[vertex]);
        }
        List<Region> regions = new ArrayList<>();
        for (int region = 0; region < order.size(); region++) {
            int index = region;
            List<Integer> vertices = new ArrayList<>();
            for (int vertex = 0; vertex < root.length; vertex++) {
                if (regionOf[vertex] == index) {
                    vertices.add(vertex);
                }
            }
            regions.add(new Region(
                    index,
                    vertices,
                    between.stream()
                            .filter(edge -> regionOf[edge.target()] == index)
                            .toList(),
                    between.stream()
                            .filter(edge -> regionOf[edge.source()] == index)
                            .toList()));
        }
        return new PipelinedRegions(regions, regionOf);
    }

    /** In an order in which each comes after those whose results it reads. */
    public List<Region> all() {
        return regions;
    }

    /** All vertices of the job. */
    public Set<Integer> vertices() {
        Set<Integer> vertices = new TreeSet<>();
        regions.forEach(region -> vertices.addAll(region.vertices()));
        return vertices;
    }

    public Region of(int vertex) {
        return regions.get(regionOf[vertex]);
    }

    /** The lowest vertex of each vertex's region. */
    private static int[] roots(JobGraph graph) {
        int[] parent = new int[graph.vertices().size()];
        for (int vertex = 0; vertex < parent.length; vertex++) {
            parent[vertex] = graph.mode() == JobGraph.Mode.STREAMING ? 0 : vertex;
        }
        for (Edge edge : graph.edges()) {
            if (edge.mode() == ExchangeMode.PIPELINED) {
                int a = root(parent, edge.source());
                int b = root(parent, edge.target());
                parent[Math.max(a, b)] = Math.min(a, b);
            }
        }
        for (int vertex = 0; vertex < parent.length; vertex++) {
            parent[vertex] = root(parent, vertex);
        }
        return parent;
    }

    private static int root(int[] parent, int vertex) {
        int at = vertex;
        while (parent[at] != at) {
            parent[at] = parent[parent[at]];
            at = parent[at];
        }
        return at;
    }

    private static List<Edge> between(JobGraph graph, int[] root) {
        List<Edge> between = new ArrayList<>();
        for (Edge edge : graph.edges()) {
            if (root[edge.source()] != root[edge.target()]) {
                between.add(edge);
            } else if (edge.mode() == ExchangeMode.BLOCKING && graph.mode() == JobGraph.Mode.BATCH) {
                throw stuck(graph, edge);
            }
        }
        return between;
    }

    private static List<Integer> inOrder(JobGraph graph, int[] root, List<Edge> between) {
        Map<Integer, Integer> awaited = new TreeMap<>();
        for (int region : root) {
            awaited.put(region, 0);
        }
        between.forEach(edge -> awaited.merge(root[edge.target()], 1, Integer::sum));
        List<Integer> order = new ArrayList<>();
        while (!awaited.isEmpty()) {
            int next = awaited.entrySet().stream()
                    .filter(region -> region.getValue() == 0)
                    .findFirst()
                    .orElseThrow(() -> stuck(
                            graph,
                            between.stream()
                                    .filter(edge -> awaited.containsKey(root[edge.source()]))
                                    .findFirst()
                                    .orElseThrow()))
                    .getKey();
            awaited.remove(next);
            order.add(next);
            between.stream()
                    .filter(edge -> root[edge.source()] == next)
                    .forEach(edge -> awaited.merge(root[edge.target()], -1, Integer::sum));
        }
        return order;
    }

    private static InvalidProgramException stuck(JobGraph graph, Edge edge) {
        return new InvalidProgramException("the blocking edge from '"
                + graph.vertex(edge.source()).name() + "' to '"
                + graph.vertex(edge.target()).name()
                + "' is also gone around by pipelined edges, so that each end would wait for the other; make the edges"
                + " around it blocking too");
    }
}
