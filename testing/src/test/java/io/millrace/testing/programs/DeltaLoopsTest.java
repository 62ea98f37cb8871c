package io.millrace.testing.programs;

import static io.millrace.testing.programs.Results.sorted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.dataflow.InvalidProgramException;
import io.millrace.dataflow.aggregators.LongSumAggregator;
import io.millrace.dataflow.aggregators.LongZeroConvergence;
import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.config.MemorySize;
import io.millrace.dataflow.config.TaskManagerOptions;
import io.millrace.dataflow.functions.OpenContext;
import io.millrace.dataflow.functions.RichFlatJoinFunction;
import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.dataflow.util.Collector;
import io.millrace.dataset.DataSet;
import io.millrace.dataset.ExecutionEnvironment;
import io.millrace.dataset.operators.DeltaIteration;
import io.millrace.testing.seeds.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Loops that change a solution set, beside plain loops of the language. */
class DeltaLoopsTest {
    private static ExecutionEnvironment env(int parallelism) {
        return ExecutionEnvironment.createLocalEnvironment(parallelism);
    }

    private record Graph(List<Tuple2<Integer, Integer>> edges, int vertices) {
        static Graph random(long seed) {
            Random random = new Random(seed);
            int vertices = 2 + random.nextInt(80);
            List<Tuple2<Integer, Integer>> edges = new ArrayList<>();
            int count = 1 + random.nextInt(2 * vertices);
            for (int i = 0; i < count; i++) {
                int from = random.nextInt(vertices);
                int to = random.nextInt(vertices);
                edges.add(Tuple2.of(from, to));
                edges.add(Tuple2.of(to, from));
            }
            return new Graph(edges, vertices);
        }

        List<Tuple2<Integer, Integer>> labels() {
            return IntStream.range(0, vertices).mapToObj(v -> Tuple2.of(v, v)).toList();
        }

        /** The smallest vertex that each one reaches within so many steps. */
        List<String> after(int supersteps) {
            int[] label = IntStream.range(0, vertices).toArray();
            for (int i = 0; i < supersteps; i++) {
                int[] next = label.clone();
                for (Tuple2<Integer, Integer> edge : edges) {
                    next[edge.f1] = Math.min(next[edge.f1], label[edge.f0]);
                }
                label = next;
            }
            int[] all = label;
            return sorted(IntStream.range(0, vertices)
                    .mapToObj(v -> Tuple2.of(v, all[v]))
                    .toList());
        }
    }

    private static DataSet<Tuple2<Integer, Integer>> candidates(
            DeltaIteration<?, Tuple2<Integer, Integer>> loop, DataSet<Tuple2<Integer, Integer>> edges) {
        return loop.getWorkset()
                .join(edges)
                .where(0)
                .equalTo(0)
                .with((label, edge) -> Tuple2.of(edge.f1, label.f1))
                .groupBy(0)
                .min(1);
    }

    @ParameterizedTest
    @Seeds(20)
    void findsComponentsByAJoinWithTheSolutionSetOnEitherSide(long seed) throws Exception {
        Graph graph = Graph.random(seed);
        Random random = new Random(seed);
        int supersteps = random.nextBoolean() ? 1000 : 1 + random.nextInt(4);
        ExecutionEnvironment env = env(1 + random.nextInt(4));
        DataSet<Tuple2<Integer, Integer>> edges = env.fromCollection(graph.edges());
        DataSet<Tuple2<Integer, Integer>> labels = env.fromCollection(graph.labels());
        DeltaIteration<Tuple2<Integer, Integer>, Tuple2<Integer, Integer>> loop =
                labels.iterateDelta(labels, supersteps, 0);
        loop.setSolutionSetUnManaged(random.nextBoolean());
        DataSet<Tuple2<Integer, Integer>> candidates = candidates(loop, edges);
        DataSet<Tuple2<Integer, Integer>> changes = random.nextBoolean()
                ? candidates
                        .join(loop.getSolutionSet())
                        .where(0)
                        .equalTo(0)
                        .with((candidate, old, out) -> emitSmaller(candidate, old, out))
                : loop.getSolutionSet()
                        .join(candidates)
                        .where("f0")
                        .equalTo("f0")
                        .with((old, candidate, out) -> emitSmaller(candidate, old, out));
        List<Tuple2<Integer, Integer>> result = loop.closeWith(changes, changes).collect();
        assertThat(sorted(result)).isEqualTo(graph.after(supersteps));
    }

    private static void emitSmaller(
            Tuple2<Integer, Integer> candidate, Tuple2<Integer, Integer> old, Collector<Tuple2<Integer, Integer>> out) {
        if (candidate.f1 < old.f1) {
            out.collect(candidate);
        }
    }

    @ParameterizedTest
    @Seeds(12)
    void findsComponentsByACoGroupWithTheSolutionSetOnEitherSide(long seed) throws Exception {
        Graph graph = Graph.random(seed);
        ExecutionEnvironment env = env(1 + (int) (seed & 3));
        DataSet<Tuple2<Integer, Integer>> edges = env.fromCollection(graph.edges());
        DataSet<Tuple2<Integer, Integer>> labels = env.fromCollection(graph.labels());
        DeltaIteration<Tuple2<Integer, Integer>, Tuple2<Integer, Integer>> loop = labels.iterateDelta(labels, 1000, 0);
        DataSet<Tuple2<Integer, Integer>> spread =
                loop.getWorkset().join(edges).where(0).equalTo(0).with((label, edge) -> Tuple2.of(edge.f1, label.f1));
        DataSet<Tuple2<Integer, Integer>> changes = (seed & 4) == 0
                ? spread.coGroup(loop.getSolutionSet())
                        .where(0)
                        .equalTo(0)
                        .with((all, old, out) -> emitSmallest(all, old, out))
                : loop.getSolutionSet()
                        .coGroup(spread)
                        .where(0)
                        .equalTo(0)
                        .with((old, all, out) -> emitSmallest(all, old, out));
        assertThat(sorted(loop.closeWith(changes, changes).collect())).isEqualTo(graph.after(200));
    }

    private static void emitSmallest(
            Iterable<Tuple2<Integer, Integer>> candidates,
            Iterable<Tuple2<Integer, Integer>> old,
            Collector<Tuple2<Integer, Integer>> out) {
        Tuple2<Integer, Integer> kept = old.iterator().next();
        int smallest = kept.f1;
        for (Tuple2<Integer, Integer> each : candidates) {
            smallest = Math.min(smallest, each.f1);
        }
        if (smallest < kept.f1) {
            out.collect(Tuple2.of(kept.f0, smallest));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void looksIntoTheSolutionSetMoreThanOnceAndKeepsTheLastOfDoubles(int parallelism) throws Exception {
        ExecutionEnvironment env = env(parallelism);
        List<Tuple2<Integer, Integer>> first = new ArrayList<>();
        for (int round = 0; round < 3; round++) {
            for (int key = 0; key < 50; key++) {
                first.add(Tuple2.of(key, 100 * round));
            }
        }
        DataSet<Tuple2<Integer, Integer>> solution = env.fromCollection(first);
        DataSet<Integer> keys =
                env.fromCollection(IntStream.range(0, 50).boxed().toList());
        DeltaIteration<Tuple2<Integer, Integer>, Integer> loop =
                solution.iterateDelta(keys, 4, 0).name("twice").parallelism(parallelism);
        DataSet<Tuple2<Integer, Integer>> once = loop.getWorkset()
                .join(loop.getSolutionSet())
                .where(key -> key)
                .equalTo(0)
                .with((key, old) -> Tuple2.of(key, old.f1));
        DataSet<Tuple2<Integer, Integer>> twice = loop.getSolutionSet()
                .join(once)
                .where(0)
                .equalTo(0)
                .with((old, seen) -> Tuple2.of(old.f0, old.f1 + seen.f1));
        DataSet<Tuple2<Integer, Integer>> result = loop.closeWith(twice, twice.map(each -> each.f0));
        assertThat(sorted(result.collect()))
                .as("200 comes last; each superstep doubles what both joins have seen alike")
                .isEqualTo(sorted(IntStream.range(0, 50)
                        .mapToObj(key -> Tuple2.of(key, 200 * 16))
                        .toList()));
    }

    @Test
    void spillsConstantsWorksetAndSolutionSetWhenMemoryIsShort() throws Exception {
        int vertices = 60_000;
        Configuration little = new Configuration();
        little.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.parse("64mb"));
        ExecutionEnvironment env = ExecutionEnvironment.createLocalEnvironment(little);
        env.setParallelism(2);
        List<Tuple2<Integer, Integer>> all = new ArrayList<>();
        List<Tuple2<Integer, Integer>> near = new ArrayList<>();
        for (int v = 0; v < vertices; v++) {
            all.add(Tuple2.of(v, v));
            near.add(Tuple2.of(v, v / 10 * 10));
            near.add(Tuple2.of(v / 10 * 10, v));
        }
        DataSet<Tuple2<Integer, Integer>> labels = env.fromCollection(all);
        DeltaIteration<Tuple2<Integer, Integer>, Tuple2<Integer, Integer>> loop = labels.iterateDelta(labels, 100, 0);
        DataSet<Tuple2<Integer, Integer>> changes = candidates(loop, env.fromCollection(near))
                .join(loop.getSolutionSet())
                .where(0)
                .equalTo(0)
                .with((candidate, old, out) -> emitSmaller(candidate, old, out));
        List<Tuple2<Integer, Integer>> result = loop.closeWith(changes, changes).collect();
        assertThat(result).hasSize(vertices).allMatch(label -> label.f1 == label.f0 / 10 * 10);
    }

    @Test
    void givesTheInitialSolutionSetBackIfThereIsNothingToDo() throws Exception {
        ExecutionEnvironment env = env(3);
        DataSet<Tuple2<Integer, Integer>> labels =
                env.fromCollection(Graph.random(3).labels());
        DeltaIteration<Tuple2<Integer, Integer>, Tuple2<Integer, Integer>> loop =
                labels.iterateDelta(labels.filter(label -> label.f0 < 0), 100, 0);
        DataSet<Tuple2<Integer, Integer>> changes = loop.getWorkset()
                .join(loop.getSolutionSet())
                .where(0)
                .equalTo(0)
                .with((a, b) -> a);
        assertThat(sorted(loop.closeWith(changes, changes).collect()))
                .isEqualTo(sorted(Graph.random(3).labels()));
    }

    @Test
    void joinsConstantRecordsWithTheSolutionSetInEachSuperstep() throws Exception {
        ExecutionEnvironment env = env(2);
        DataSet<Tuple2<Integer, Integer>> counts = env.fromCollection(
                IntStream.range(0, 10).mapToObj(k -> Tuple2.of(k, 0)).toList());
        DataSet<Integer> constant = env.fromElements(2, 3, 99);
        DeltaIteration<Tuple2<Integer, Integer>, Integer> loop = counts.iterateDelta(env.fromElements(7), 5, 0);
        DataSet<Tuple2<Integer, Integer>> counted = constant.join(loop.getSolutionSet())
                .where(key -> key)
                .equalTo(0)
                .with((key, old) -> Tuple2.of(key, old.f1 + 1));
        assertThat(sorted(loop.closeWith(counted, loop.getWorkset()).collect()))
                .isEqualTo(sorted(IntStream.range(0, 10)
                        .mapToObj(k -> Tuple2.of(k, k == 2 || k == 3 ? 5 : 0))
                        .toList()));
    }

    /** Takes one off, and says of how many. */
    private static final class CountDown
            extends RichFlatJoinFunction<Integer, Tuple2<Integer, Integer>, Tuple2<Integer, Integer>> {
        private @Nullable LongSumAggregator left;

        @Override
        public void open(OpenContext openContext) {
            left = getIterationRuntimeContext().getIterationAggregator("left");
        }

        @Override
        public void join(Integer key, Tuple2<Integer, Integer> old, Collector<Tuple2<Integer, Integer>> out) {
            int now = Math.max(0, old.f1 - 1);
            if (left != null) {
                left.aggregate(now);
            }
            out.collect(Tuple2.of(key, now));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void endsWhenItsCriterionOfConvergenceHolds(int parallelism) throws Exception {
        ExecutionEnvironment env = env(parallelism);
        DataSet<Tuple2<Integer, Integer>> numbers = env.fromCollection(
                IntStream.range(0, 20).mapToObj(k -> Tuple2.of(k, k)).toList());
        DeltaIteration<Tuple2<Integer, Integer>, Integer> loop = numbers.iterateDelta(
                        numbers.map(each -> each.f0), 1_000_000, 0)
                .registerAggregationConvergenceCriterion("left", new LongSumAggregator(), new LongZeroConvergence());
        DataSet<Tuple2<Integer, Integer>> down = loop.getWorkset()
                .join(loop.getSolutionSet())
                .where(key -> key)
                .equalTo(0)
                .with(new CountDown());
        assertThat(loop.closeWith(down, loop.getWorkset()).collect())
                .hasSize(20)
                .allMatch(each -> each.f1 == 0);
    }

    private static DeltaIteration<Tuple2<Integer, Integer>, Tuple2<Integer, Integer>> loop() {
        DataSet<Tuple2<Integer, Integer>> labels =
                env(2).fromCollection(Graph.random(3).labels());
        return labels.iterateDelta(labels, 10, 0);
    }

    @Test
    void refusesOtherUsesOfTheSolutionSet() {
        DeltaIteration<Tuple2<Integer, Integer>, Tuple2<Integer, Integer>> mapped = loop();
        assertThatThrownBy(mapped.closeWith(mapped.getSolutionSet().map(each -> each), mapped.getWorkset())::collect)
                .isInstanceOf(InvalidProgramException.class)
                .hasMessageContaining("join or coGroup");
        DeltaIteration<Tuple2<Integer, Integer>, Tuple2<Integer, Integer>> otherKey = loop();
        DataSet<Tuple2<Integer, Integer>> joined = otherKey.getWorkset()
                .join(otherKey.getSolutionSet())
                .where(1)
                .equalTo(1)
                .with((a, b) -> a);
        assertThatThrownBy(otherKey.closeWith(joined, otherKey.getWorkset())::collect)
                .isInstanceOf(InvalidProgramException.class)
                .hasMessageContaining("expected=[0]");
        DeltaIteration<Tuple2<Integer, Integer>, Tuple2<Integer, Integer>> outside = loop();
        assertThatThrownBy(outside.getWorkset()
                        .join(outside.getSolutionSet())
                        .where(0)
                        .equalTo(0)::collect)
                .isInstanceOf(InvalidProgramException.class)
                .hasMessageContaining("closeWith");
        DataSet<Tuple2<Integer, Integer>> labels = outside.getInitialSolutionSet();
        assertThatThrownBy(() -> labels.iterateDelta(labels, 0, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least one");
    }
}
