package io.millrace.examples;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the examples with loops should write, worked out one vertex after the other. Edges are pairs of ids. */
final class GraphModel {
    private GraphModel() {}

    static List<long[]> edges(List<String> lines) {
        return lines.stream()
                .map(line -> line.split("\t"))
                .map(ends -> new long[] {Long.parseLong(ends[0]), Long.parseLong(ends[1])})
                .toList();
    }

    private static Map<Long, List<Long>> neighbours(List<long[]> edges, boolean bothWays) {
        Map<Long, List<Long>> neighbours = new TreeMap<>();
        for (long[] edge : edges) {
            List<Long> from = neighbours.computeIfAbsent(edge[0], vertex -> new ArrayList<>());
            List<Long> to = neighbours.computeIfAbsent(edge[1], vertex -> new ArrayList<>());
            from.add(edge[1]);
            if (bothWays) {
                to.add(edge[0]);
            }
        }
        return neighbours;
    }

    /** The lowest id of each vertex's component: all that is reached from an id belongs to it. */
    static Map<Long, Long> components(List<long[]> edges) {
        Map<Long, List<Long>> neighbours = neighbours(edges, true);
        Map<Long, Long> components = new TreeMap<>();
        for (Long vertex : neighbours.keySet()) {
            if (!components.containsKey(vertex)) {
                distances(neighbours, vertex).keySet().forEach(reached -> components.put(reached, vertex));
            }
        }
        return components;
    }

    static Map<Long, Long> distances(List<long[]> edges, long source) {
        return distances(neighbours(edges, false), source);
    }

    private static Map<Long, Long> distances(Map<Long, List<Long>> neighbours, long source) {
        Map<Long, Long> distances = new TreeMap<>(Map.of(source, 0L));
        ArrayDeque<Long> waiting = new ArrayDeque<>(List.of(source));
        for (Long vertex = waiting.poll(); vertex != null; vertex = waiting.poll()) {
            for (Long next : neighbours.get(vertex)) {
                if (distances.putIfAbsent(next, distances.get(vertex) + 1) == null) {
                    waiting.add(next);
                }
            }
        }
        return distances;
    }

    /** Ranks after so many supersteps, or after the first that changes none by more than epsilon. */
    static Map<Long, Double> ranks(List<long[]> edges, int supersteps, double epsilon) {
        Map<Long, List<Long>> targets = neighbours(edges, false);
        Map<Long, Double> ranks = new TreeMap<>();
        targets.keySet().forEach(vertex -> ranks.put(vertex, 1.0));
        for (int superstep = 0; superstep < supersteps; superstep++) {
            Map<Long, Double> given = new TreeMap<>();
            targets.forEach((vertex, to) ->
                    to.forEach(target -> given.merge(target, ranks.get(vertex) / to.size(), Double::sum)));
            boolean changed = false;
            for (Map.Entry<Long, Double> rank : ranks.entrySet()) {
                double next = 0.15 + 0.85 * given.getOrDefault(rank.getKey(), 0.0);
                changed |= Math.abs(next - rank.getValue()) > epsilon;
                rank.setValue(next);
            }
            if (!changed) {
                break;
            }
        }
        return ranks;
    }

    /** Where the centres are after so many supersteps; those that no point is nearest to are gone. */
    static Map<Integer, List<Double>> centres(List<double[]> points, Map<Integer, List<Double>> first, int supersteps) {
        Map<Integer, List<Double>> centres = new TreeMap<>(first);
        for (int superstep = 0; superstep < supersteps; superstep++) {
            Map<Integer, double[]> sums = new TreeMap<>();
            for (double[] point : points) {
                int nearest = -1;
                double least = Double.POSITIVE_INFINITY;
                for (Map.Entry<Integer, List<Double>> centre : centres.entrySet()) {
                    double x = centre.getValue().get(0) - point[0];
                    double y = centre.getValue().get(1) - point[1];
                    if (x * x + y * y < least) {
                        least = x * x + y * y;
                        nearest = centre.getKey();
                    }
                }
                double[] sum = sums.computeIfAbsent(nearest, number -> new double[3]);
                sum[0] += point[0];
                sum[1] += point[1];
                sum[2]++;
            }
            centres.clear();
            sums.forEach((number, sum) -> centres.put(number, List.of(sum[0] / sum[2], sum[1] / sum[2])));
        }
        return centres;
    }
}
