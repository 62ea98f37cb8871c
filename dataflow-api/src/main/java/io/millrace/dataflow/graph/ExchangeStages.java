package io.millrace.dataflow.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Makes more edges of a batch block, so that its parts can run one after another: a part is what pipelined edges connect,
 * and it can begin when the blocking edges to it are written whole.
 *
 * <h2>Algorithm</h2>
 * <ol>
 *   <li>A vertex's stage is the highest number of blocking edges on any way to it. The vertices of a loop run together, so
 *       they are in one stage.
 *   <li>A part is stuck if a way with a blocking edge in it leads from the part back to it: it would wait for itself.
 *   <li>In a part that is stuck, every pipelined edge from one stage to a later one becomes blocking. There is one: the
 *       part's end of that way is in a later stage than its beginning, and pipelined edges connect the two.
 *   <li>Again from 2, until no part is stuck. If all edges between stages block, none is.
 * </ol>
 */
final class ExchangeStages {
    private final List<Edge> edges;
    private final int[] stage;

    private ExchangeStages(int vertices, List<Edge> edges, List<Loop> loops) {
        this.edges = new ArrayList<>(edges);
        this.stage = new int[vertices];
        boolean changed = true;
        while (changed) {
            changed = false;
            for (int vertex = 0; vertex < vertices; vertex++) {
                for (Edge edge : edges) {
                    if (edge.target() == vertex) {
                        int after = stage[edge.source()] + (edge.mode() == ExchangeMode.BLOCKING ? 1 : 0);
                        stage[vertex] = Math.max(stage[vertex], after);
                    }
                }
            }
            for (Loop loop : loops) {
                changed |= unite(loop);
            }
        }
    }

    /** Puts the vertices of a loop in the latest of their stages; says whether anything changed by that. */
    private boolean unite(Loop loop) {
        int latest = 0;
        for (int vertex : loop.vertices()) {
            latest = Math.max(latest, stage[vertex]);
        }
        boolean changed = false;
        for (int vertex : loop.vertices()) {
            changed |= stage[vertex] < latest;
            stage[vertex] = latest;
        }
        return changed;
    }

    /** @param edges each from a lower to a higher vertex, but for those that feed back in a loop */
    static List<Edge> separate(int vertices, List<Edge> edges, List<Loop> loops) {
        ExchangeStages stages = new ExchangeStages(vertices, edges, loops);
        Set<Integer> stuck = stages.stuckParts();
        while (!stuck.isEmpty()) {
            stages.cut(stuck);
            stuck = stages.stuckParts();
        }
        return stages.edges;
    }

    private void cut(Set<Integer> stuck) {
        int[] part = parts();
        edges.replaceAll(edge -> stuck.contains(part[edge.source()]) && stage[edge.source()] < stage[edge.target()]
                ? edge.withMode(ExchangeMode.BLOCKING)
                : edge);
    }

    /** For each vertex the lowest one of its part. */
    private int[] parts() {
        int[] part = new int[stage.length];
        for (int vertex = 0; vertex < part.length; vertex++) {
            part[vertex] = vertex;
        }
        for (Edge edge : edges) {
            if (edge.mode() == ExchangeMode.PIPELINED) {
                int from = Math.max(part[edge.source()], part[edge.target()]);
                int to = Math.min(part[edge.source()], part[edge.target()]);
                for (int vertex = 0; vertex < part.length; vertex++) {
                    part[vertex] = part[vertex] == from ? to : part[vertex];
                }
            }
        }
        return part;
    }

    private Set<Integer> stuckParts() {
        int[] part = parts();
        Set<Integer> stuck = new TreeSet<>();
        for (int candidate : part) {
            if (leadsBack(candidate, part)) {
                stuck.add(candidate);
            }
        }
        return stuck;
    }

    private boolean leadsBack(int start, int[] part) {
        Set<Integer> reached = new TreeSet<>();
        Deque<Integer> open = new ArrayDeque<>(List.of(start));
        while (!open.isEmpty()) {
            int from = open.remove();
            for (Edge edge : edges) {
                if (edge.mode() == ExchangeMode.BLOCKING
                        && part[edge.source()] == from
                        && reached.add(part[edge.target()])) {
                    open.add(part[edge.target()]);
                }
            }
        }
        return reached.contains(start);
    }
}
