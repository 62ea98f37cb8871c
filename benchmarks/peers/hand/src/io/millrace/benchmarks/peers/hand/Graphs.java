package io.millrace.benchmarks.peers.hand;

import io.millrace.benchmarks.peers.Graph;
import io.millrace.benchmarks.peers.Work;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;

/**
 * Page rank and connected components over arrays, in threads that meet after each superstep. Reading or making the graph is not
 * measured.
 */
final class Graphs {
    private static final double DAMPING = 0.85;

    /** The targets of vertex v are at starts[v] and behind, up to starts[v + 1]. */
    private record Adjacency(int[] starts, int[] targets) {}

    private Graphs() {}

    static void measure(String name, Work work) throws Exception {
        Graph graph = Graph.of(work);
        int supersteps = (int) work.number("supersteps", 20);
        int threads = work.parallelism();
        String params = graph.params() + " supersteps=" + supersteps + " p=" + threads;
        int[][] edges = edges(graph);
        int vertices = (int) graph.vertices;
        if (name.equals("pagerank")) {
            // Each vertex asks those that point to it, so that no two threads write to one.
            Adjacency incoming = adjacency(vertices, edges[1], edges[0]);
            int[] degrees = new int[vertices];
            for (int from : edges[0]) {
                degrees[from]++;
            }
            work.measure(name, "hand", params, supersteps, () -> pageRank(incoming, degrees, supersteps, threads));
            return;
        }
        Adjacency both = adjacency(vertices, joined(edges[0], edges[1]), joined(edges[1], edges[0]));
        boolean chain = graph.name.equals("chain");
        work.measure(name, "hand", params, supersteps, () -> components(both, chain, supersteps, threads));
    }

    private static int[][] edges(Graph graph) throws Exception {
        List<String> lines = graph.isFile() ? Files.readAllLines(Path.of(graph.name)) : List.of();
        int count = graph.isFile() ? lines.size() : (int) graph.edges;
        int[][] edges = new int[2][count];
        for (int i = 0; i < count; i++) {
            long[] ends = graph.isFile() ? Graph.edge(lines.get(i)) : graph.edge(i);
            edges[0][i] = (int) ends[0];
            edges[1][i] = (int) ends[1];
        }
        return edges;
    }

    private static int[] joined(int[] one, int[] other) {
        int[] joined = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, joined, one.length, other.length);
        return joined;
    }

    private static Adjacency adjacency(int vertices, int[] from, int[] to) {
        int[] starts = new int[vertices + 1];
        for (int vertex : from) {
            starts[vertex + 1]++;
        }
        for (int i = 0; i < vertices; i++) {
            starts[i + 1] += starts[i];
        }
        int[] places = starts.clone();
        int[] targets = new int[to.length];
        for (int i = 0; i < from.length; i++) {
            targets[places[from[i]]++] = to[i];
        }
        return new Adjacency(starts, targets);
    }

    private interface OfThread {
        void run(int thread, CyclicBarrier barrier) throws InterruptedException, BrokenBarrierException;
    }

    private static void inThreads(int count, OfThread body) throws InterruptedException {
        CyclicBarrier barrier = new CyclicBarrier(count);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int number = i;
            Thread thread = new Thread(() -> {
                try {
                    body.run(number, barrier);
                } catch (InterruptedException | BrokenBarrierException e) {
                    throw new IllegalStateException(e);
                }
            });
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private static long pageRank(Adjacency incoming, int[] degrees, int supersteps, int threads) throws Exception {
        int vertices = degrees.length;
        double[] shares = new double[vertices];
        double[] ranks = new double[vertices];
        Arrays.fill(ranks, 1.0 / vertices);
        double base = (1 - DAMPING) / vertices;
        inThreads(threads, (thread, barrier) -> {
            int begin = (int) ((long) vertices * thread / threads);
            int end = (int) ((long) vertices * (thread + 1) / threads);
            for (int step = 0; step < supersteps; step++) {
                for (int vertex = begin; vertex < end; vertex++) {
                    shares[vertex] = ranks[vertex] / degrees[vertex];
                }
                barrier.await();
                for (int vertex = begin; vertex < end; vertex++) {
                    double sum = 0;
                    for (int at = incoming.starts[vertex]; at < incoming.starts[vertex + 1]; at++) {
                        sum += shares[incoming.targets[at]];
                    }
                    ranks[vertex] = base + DAMPING * sum;
                }
                barrier.await();
            }
        });
        double sum = 0;
        for (int vertex = 0; vertex < vertices; vertex++) {
            sum += Graph.weighed(vertex, ranks[vertex]);
        }
        return Graph.rounded(sum);
    }

    /** Only vertices with a neighbour that changed in the superstep before look at their neighbours. */
    private static long components(Adjacency both, boolean chain, int supersteps, int threads) throws Exception {
        int vertices = both.starts.length - 1;
        int[][] components = {new int[vertices], new int[vertices]};
        Arrays.setAll(components[0], vertex -> vertex);
        Arrays.setAll(components[1], vertex -> vertex);
        int[][] changed = new int[threads][vertices];
        int[] counts = new int[threads];
        int[][] nextChanged = new int[threads][vertices];
        int[] nextCounts = new int[threads];
        for (int vertex = 0; vertex < (chain ? 1 : vertices); vertex++) {
            int owner = vertex % threads;
            changed[owner][counts[owner]++] = vertex;
        }
        inThreads(threads, (thread, barrier) -> {
            for (int step = 0; step < supersteps; step++) {
                int[] old = components[0];
                int[] now = components[1];
                int count = 0;
                int any = 0;
                for (int of = 0; of < threads; of++) {
                    any += counts[of];
                    for (int i = 0; i < counts[of]; i++) {
                        int vertex = changed[of][i];
                        for (int at = both.starts[vertex]; at < both.starts[vertex + 1]; at++) {
                            int target = both.targets[at];
                            if (target % threads == thread && old[vertex] < now[target]) {
                                if (now[target] == old[target]) {
                                    nextChanged[thread][count++] = target;
                                }
                                now[target] = old[vertex];
                            }
                        }
                    }
                }
                nextCounts[thread] = count;
                barrier.await();
                for (int i = 0; i < count; i++) {
                    int vertex = nextChanged[thread][i];
                    old[vertex] = now[vertex];
                    changed[thread][i] = vertex;
                }
                counts[thread] = count;
                barrier.await();
                if (any == 0) {
                    return;
                }
            }
        });
        long sum = 0;
        for (int vertex = 0; vertex < vertices; vertex++) {
            sum += Graph.weighed(vertex, (long) components[1][vertex]);
        }
        return sum;
    }
}
