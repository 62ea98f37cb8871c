package io.millrace.testing.programs;

import static io.millrace.testing.programs.Results.sorted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.dataflow.functions.CoGroupFunction;
import io.millrace.dataflow.functions.FlatJoinFunction;
import io.millrace.dataflow.functions.FlatMapFunction;
import io.millrace.dataflow.functions.GroupReduceFunction;
import io.millrace.dataflow.functions.JoinFunction;
import io.millrace.dataflow.functions.MapFunction;
import io.millrace.dataflow.functions.OpenContext;
import io.millrace.dataflow.functions.ReduceFunction;
import io.millrace.dataflow.functions.RichMapFunction;
import io.millrace.dataflow.tuple.Tuple1;
import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.dataflow.tuple.Tuple3;
import io.millrace.dataflow.util.Collector;
import io.millrace.dataset.DataSet;
import io.millrace.dataset.ExecutionEnvironment;
import io.millrace.dataset.operators.DeltaIteration;
import io.millrace.dataset.operators.IterativeDataSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs with loops of the kinds that users have, function classes and all, beside plain loops of the language. */
class ClassicLoopProgramsTest {
    private static ExecutionEnvironment env(int parallelism) {
        return ExecutionEnvironment.createLocalEnvironment(parallelism);
    }

    private static List<Tuple2<Long, Long>> edges(long seed, int vertices, int count) {
        Random random = new Random(seed);
        Set<String> seen = new TreeSet<>();
        List<Tuple2<Long, Long>> edges = new ArrayList<>();
        while (edges.size() < count) {
            Tuple2<Long, Long> edge = Tuple2.of((long) random.nextInt(vertices), (long) random.nextInt(vertices));
            if (seen.add(edge.toString())) {
                edges.add(edge);
            }
        }
        return edges;
    }

    // ---- Connected components, undirected, of vertices that are wrapped first ----

    private static final class DuplicateValue implements MapFunction<Tuple1<Long>, Tuple2<Long, Long>> {
        @Override
        public Tuple2<Long, Long> map(Tuple1<Long> vertex) {
            return new Tuple2<>(vertex.f0, vertex.f0);
        }
    }

    private static final class UndirectEdge implements FlatMapFunction<Tuple2<Long, Long>, Tuple2<Long, Long>> {
        private final Tuple2<Long, Long> turned = new Tuple2<>();

        @Override
        public void flatMap(Tuple2<Long, Long> edge, Collector<Tuple2<Long, Long>> out) {
            turned.f0 = edge.f1;
            turned.f1 = edge.f0;
            out.collect(edge);
            out.collect(turned);
        }
    }

    private static final class NeighborWithComponent
            implements JoinFunction<Tuple2<Long, Long>, Tuple2<Long, Long>, Tuple2<Long, Long>> {
        @Override
        public Tuple2<Long, Long> join(Tuple2<Long, Long> component, Tuple2<Long, Long> edge) {
            return new Tuple2<>(edge.f1, component.f1);
        }
    }

    private static final class ComponentFilter
            implements FlatJoinFunction<Tuple2<Long, Long>, Tuple2<Long, Long>, Tuple2<Long, Long>> {
        @Override
        public void join(Tuple2<Long, Long> candidate, Tuple2<Long, Long> old, Collector<Tuple2<Long, Long>> out) {
            if (candidate.f1 < old.f1) {
                out.collect(candidate);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void findsConnectedComponents(int parallelism) throws Exception {
        int vertices = 200;
        List<Tuple2<Long, Long>> given = edges(7, vertices, 150);
        ExecutionEnvironment env = env(parallelism);
        DataSet<Tuple2<Long, Long>> edges = env.fromCollection(given).flatMap(new UndirectEdge());
        DataSet<Tuple2<Long, Long>> initial = env.generateSequence(0, vertices - 1)
                .map((Long id) -> Tuple1.of(id))
                .map(new DuplicateValue());
        DeltaIteration<Tuple2<Long, Long>, Tuple2<Long, Long>> iteration = initial.iterateDelta(initial, 1000, 0);
        DataSet<Tuple2<Long, Long>> changes = iteration
                .getWorkset()
                .join(edges)
                .where(0)
                .equalTo(0)
                .with(new NeighborWithComponent())
                .groupBy(0)
                .min(1)
                .join(iteration.getSolutionSet())
                .where(0)
                .equalTo(0)
                .with(new ComponentFilter());
        List<Tuple2<Long, Long>> result = iteration.closeWith(changes, changes).collect();

        long[] component = IntStream.range(0, vertices).asLongStream().toArray();
        for (int i = 0; i < vertices; i++) {
            for (Tuple2<Long, Long> edge : given) {
                long least = Math.min(component[(int) (long) edge.f0], component[(int) (long) edge.f1]);
                component[(int) (long) edge.f0] = least;
                component[(int) (long) edge.f1] = least;
            }
        }
        assertThat(sorted(result))
                .isEqualTo(sorted(IntStream.range(0, vertices)
                        .mapToObj(v -> Tuple2.of((long) v, component[v]))
                        .toList()));
    }

    // ---- The transitive closure, by a bulk loop that ends when no path is new ----

    private static final class ExtendPath
            implements JoinFunction<Tuple2<Long, Long>, Tuple2<Long, Long>, Tuple2<Long, Long>> {
        @Override
        public Tuple2<Long, Long> join(Tuple2<Long, Long> path, Tuple2<Long, Long> edge) {
            return new Tuple2<>(path.f0, edge.f1);
        }
    }

    private static final class OnePath implements GroupReduceFunction<Tuple2<Long, Long>, Tuple2<Long, Long>> {
        @Override
        public void reduce(Iterable<Tuple2<Long, Long>> paths, Collector<Tuple2<Long, Long>> out) {
            out.collect(paths.iterator().next());
        }
    }

    private static final class NewPaths
            implements CoGroupFunction<Tuple2<Long, Long>, Tuple2<Long, Long>, Tuple2<Long, Long>> {
        @Override
        public void coGroup(
                Iterable<Tuple2<Long, Long>> before,
                Iterable<Tuple2<Long, Long>> now,
                Collector<Tuple2<Long, Long>> out) {
            Set<Long> known = new TreeSet<>();
            before.forEach(path -> known.add(path.f1));
            for (Tuple2<Long, Long> path : now) {
                if (!known.contains(path.f1)) {
                    out.collect(path);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void closesAGraphTransitively(int parallelism) throws Exception {
        int vertices = 40;
        List<Tuple2<Long, Long>> given = edges(11, vertices, 60);
        ExecutionEnvironment env = env(parallelism);
        DataSet<Tuple2<Long, Long>> edges = env.fromCollection(given);
        IterativeDataSet<Tuple2<Long, Long>> paths = edges.iterate(1000);
        DataSet<Tuple2<Long, Long>> next = paths.join(edges)
                .where(1)
                .equalTo(0)
                .with(new ExtendPath())
                .union(paths)
                .groupBy(0, 1)
                .reduceGroup(new OnePath());
        DataSet<Tuple2<Long, Long>> added =
                paths.coGroup(next).where(0).equalTo(0).with(new NewPaths());
        List<Tuple2<Long, Long>> closure = paths.closeWith(next, added).collect();

        boolean[][] reaches = new boolean[vertices][vertices];
        given.forEach(edge -> reaches[(int) (long) edge.f0][(int) (long) edge.f1] = true);
        for (int via = 0; via < vertices; via++) {
            for (int from = 0; from < vertices; from++) {
                for (int to = 0; to < vertices; to++) {
                    reaches[from][to] |= reaches[from][via] && reaches[via][to];
                }
            }
        }
        List<Tuple2<Long, Long>> expected = new ArrayList<>();
        for (int from = 0; from < vertices; from++) {
            for (int to = 0; to < vertices; to++) {
                if (reaches[from][to]) {
                    expected.add(Tuple2.of((long) from, (long) to));
                }
            }
        }
        assertThat(sorted(closure)).isEqualTo(sorted(expected));
    }

    // ---- A linear regression, by gradient descent over beans ----

    /** A sample. */
    public static class Data {
        public double x;
        public double y;

        public Data() {}

        public Data(double x, double y) {
            this.x = x;
            this.y = y;
        }
    }

    /** The line that is sought. */
    public static class Params {
        private double theta0;
        private double theta1;

        public Params() {}

        public Params(double theta0, double theta1) {
            this.theta0 = theta0;
            this.theta1 = theta1;
        }

        public double getTheta0() {
            return theta0;
        }

        public void setTheta0(double theta0) {
            this.theta0 = theta0;
        }

        public double getTheta1() {
            return theta1;
        }

        public void setTheta1(double theta1) {
            this.theta1 = theta1;
        }

        Params descended(Data sample) {
            double error = theta0 + theta1 * sample.x - sample.y;
            return new Params(theta0 - 0.1 * error, theta1 - 0.1 * error * sample.x);
        }
    }

    private static final class SubUpdate extends RichMapFunction<Data, Tuple2<Params, Integer>> {
        private List<Params> parameters = List.of();

        @Override
        public void open(OpenContext openContext) {
            parameters = getRuntimeContext().getBroadcastVariable("parameters");
        }

        @Override
        public Tuple2<Params, Integer> map(Data sample) {
            return new Tuple2<>(parameters.get(0).descended(sample), 1);
        }
    }

    private static final class UpdateAccumulator implements ReduceFunction<Tuple2<Params, Integer>> {
        @Override
        public Tuple2<Params, Integer> reduce(Tuple2<Params, Integer> one, Tuple2<Params, Integer> other) {
            return new Tuple2<>(
                    new Params(one.f0.theta0 + other.f0.theta0, one.f0.theta1 + other.f0.theta1), one.f1 + other.f1);
        }
    }

    private static final class Average implements MapFunction<Tuple2<Params, Integer>, Params> {
        @Override
        public Params map(Tuple2<Params, Integer> sum) {
            return new Params(sum.f0.theta0 / sum.f1, sum.f0.theta1 / sum.f1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void fitsALine(int parallelism) throws Exception {
        List<Data> samples = IntStream.range(0, 21)
                .mapToObj(i -> new Data(i / 10.0 - 1, 2 * (i / 10.0 - 1) + 0.5 + (i % 3 - 1) / 100.0))
                .toList();
        ExecutionEnvironment env = env(parallelism);
        DataSet<Data> data = env.fromCollection(samples);
        IterativeDataSet<Params> loop = env.fromElements(new Params(0, 0)).iterate(100);
        DataSet<Params> next = data.map(new SubUpdate())
                .withBroadcastSet(loop, "parameters")
                .reduce(new UpdateAccumulator())
                .map(new Average());
        List<Params> result = loop.closeWith(next).collect();

        Params expected = new Params(0, 0);
        for (int i = 0; i < 100; i++) {
            double theta0 = 0;
            double theta1 = 0;
            for (Data sample : samples) {
                Params one = expected.descended(sample);
                theta0 += one.theta0;
                theta1 += one.theta1;
            }
            expected = new Params(theta0 / samples.size(), theta1 / samples.size());
        }
        assertThat(result).hasSize(1);
        assertThat(result.get(0).theta0)
                .isCloseTo(expected.theta0, within(1e-9))
                .isCloseTo(0.5, within(0.05));
        assertThat(result.get(0).theta1)
                .isCloseTo(expected.theta1, within(1e-9))
                .isCloseTo(2, within(0.1));
    }

    // ---- Page ranks, with adjacency lists of arrays and a bulk loop that ends when nothing moves ----

    private static final class OutgoingEdges implements GroupReduceFunction<Tuple2<Long, Long>, Tuple2<Long, Long[]>> {
        @Override
        public void reduce(Iterable<Tuple2<Long, Long>> edges, Collector<Tuple2<Long, Long[]>> out) {
            List<Long> targets = new ArrayList<>();
            long source = 0;
            for (Tuple2<Long, Long> edge : edges) {
                source = edge.f0;
                targets.add(edge.f1);
            }
            out.collect(new Tuple2<>(source, targets.toArray(new Long[0])));
        }
    }

    private static final class VoteForNeighbors
            implements FlatMapFunction<Tuple2<Tuple2<Long, Double>, Tuple2<Long, Long[]>>, Tuple2<Long, Double>> {
        @Override
        public void flatMap(
                Tuple2<Tuple2<Long, Double>, Tuple2<Long, Long[]>> page, Collector<Tuple2<Long, Double>> out) {
            Long[] neighbors = page.f1.f1;
            for (Long neighbor : neighbors) {
                out.collect(new Tuple2<>(neighbor, page.f0.f1 / neighbors.length));
            }
        }
    }

    private static final class Dampener implements MapFunction<Tuple2<Long, Double>, Tuple2<Long, Double>> {
        @Override
        public Tuple2<Long, Double> map(Tuple2<Long, Double> rank) {
            rank.f1 = rank.f1 * 0.85 + 0.15 / 50;
            return rank;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void ranksPages(int parallelism) throws Exception {
        int pages = 50;
        List<Tuple2<Long, Long>> links = edges(3, pages, 300);
        for (long page = 0; page < pages; page++) {
            links.add(Tuple2.of(page, (page + 1) % pages));
        }
        ExecutionEnvironment env = env(parallelism);
        DataSet<Tuple2<Long, Long[]>> adjacency =
                env.fromCollection(links).groupBy(0).reduceGroup(new OutgoingEdges());
        IterativeDataSet<Tuple2<Long, Double>> iteration = env.generateSequence(0, pages - 1)
                .map((Long page) -> Tuple2.of(page, 1.0 / 50))
                .iterate(1000);
        DataSet<Tuple2<Long, Double>> next = iteration
                .join(adjacency)
                .where(0)
                .equalTo(0)
                .flatMap(new VoteForNeighbors())
                .groupBy(0)
                .sum(1)
                .map(new Dampener());
        DataSet<Tuple2<Tuple2<Long, Double>, Tuple2<Long, Double>>> moving =
                next.join(iteration).where(0).equalTo(0).filter(pair -> Math.abs(pair.f0.f1 - pair.f1.f1) > 1e-7);
        List<Tuple2<Long, Double>> result = iteration.closeWith(next, moving).collect();

        double[] rank = new double[pages];
        Arrays.fill(rank, 1.0 / pages);
        int[] out = new int[pages];
        links.forEach(link -> out[(int) (long) link.f0]++);
        boolean moves = true;
        while (moves) {
            double[] following = new double[pages];
            Arrays.fill(following, 0.15 / pages);
            for (Tuple2<Long, Long> link : links) {
                int from = (int) (long) link.f0;
                following[(int) (long) link.f1] += 0.85 * rank[from] / out[from];
            }
            moves = false;
            for (int page = 0; page < pages; page++) {
                moves |= Math.abs(following[page] - rank[page]) > 1e-7;
            }
            rank = following;
        }
        double[] expected = rank;
        assertThat(result)
                .hasSize(pages)
                .allSatisfy(page -> assertThat(page.f1).isCloseTo(expected[(int) (long) page.f0], within(1e-9)));
    }

    // ---- K-means over beans, with the centers as broadcast set ----

    /** A point of the plane. */
    public static class Point {
        public double x;
        public double y;

        public Point() {}

        public Point(double x, double y) {
            this.x = x;
            this.y = y;
        }
    }

    /** A point with a number. */
    public static class Centroid extends Point {
        public int id;

        public Centroid() {}

        public Centroid(int id, double x, double y) {
            super(x, y);
            this.id = id;
        }
    }

    private static int nearest(Point point, Iterable<Centroid> centroids) {
        double least = Double.MAX_VALUE;
        int id = -1;
        for (Centroid centroid : centroids) {
            double distance = Math.hypot(point.x - centroid.x, point.y - centroid.y);
            if (distance < least || (distance == least && centroid.id < id)) {
                least = distance;
                id = centroid.id;
            }
        }
        return id;
    }

    private static final class SelectNearestCenter extends RichMapFunction<Point, Tuple3<Integer, Point, Long>> {
        private List<Centroid> centroids = List.of();

        @Override
        public void open(OpenContext openContext) {
            centroids = getRuntimeContext().getBroadcastVariable("centroids");
        }

        @Override
        public Tuple3<Integer, Point, Long> map(Point point) {
            return new Tuple3<>(nearest(point, centroids), point, 1L);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void clustersPoints(int parallelism) throws Exception {
        Random random = new Random(9);
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < 90; i++) {
            points.add(new Point(random.nextInt(10) + 30 * (i % 3), random.nextInt(10) - 20 * (i % 3)));
        }
        List<Centroid> begin = List.of(new Centroid(1, 10, -10), new Centroid(2, 35, -15), new Centroid(3, 50, -30));
        ExecutionEnvironment env = env(parallelism);
        IterativeDataSet<Centroid> loop = env.fromCollection(begin).iterate(6);
        DataSet<Centroid> moved = env.fromCollection(points)
                .map(new SelectNearestCenter())
                .withBroadcastSet(loop, "centroids")
                .groupBy(0)
                .reduce((one, other) -> new Tuple3<>(
                        one.f0, new Point(one.f1.x + other.f1.x, one.f1.y + other.f1.y), one.f2 + other.f2))
                .map(sum -> new Centroid(sum.f0, sum.f1.x / sum.f2, sum.f1.y / sum.f2));
        List<Centroid> result = loop.closeWith(moved).collect();

        List<Centroid> expected = begin;
        for (int i = 0; i < 6; i++) {
            TreeMap<Integer, List<Point>> of = new TreeMap<>();
            for (Point point : points) {
                of.computeIfAbsent(nearest(point, expected), any -> new ArrayList<>())
                        .add(point);
            }
            expected = of.entrySet().stream()
                    .map(each -> new Centroid(
                            each.getKey(),
                            each.getValue().stream().mapToDouble(p -> p.x).sum()
                                    / each.getValue().size(),
                            each.getValue().stream().mapToDouble(p -> p.y).sum()
                                    / each.getValue().size()))
                    .toList();
        }
        assertThat(sorted(result.stream()
                        .map(each -> each.id + " " + each.x + " " + each.y)
                        .toList()))
                .isEqualTo(sorted(expected.stream()
                        .map(each -> each.id + " " + each.x + " " + each.y)
                        .toList()));
    }
}
