package io.millrace.testing.programs;

import static io.millrace.testing.programs.Results.sorted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.dataflow.InvalidProgramException;
import io.millrace.dataflow.accumulators.IntCounter;
import io.millrace.dataflow.aggregators.ConvergenceCriterion;
import io.millrace.dataflow.aggregators.DoubleSumAggregator;
import io.millrace.dataflow.aggregators.LongSumAggregator;
import io.millrace.dataflow.aggregators.LongZeroConvergence;
import io.millrace.dataflow.functions.OpenContext;
import io.millrace.dataflow.functions.RichFlatMapFunction;
import io.millrace.dataflow.functions.RichMapFunction;
import io.millrace.dataflow.operators.base.JoinOperatorBase.JoinHint;
import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.dataflow.types.DoubleValue;
import io.millrace.dataflow.types.LongValue;
import io.millrace.dataflow.util.Collector;
import io.millrace.dataset.DataSet;
import io.millrace.dataset.ExecutionEnvironment;
import io.millrace.dataset.io.DiscardingOutputFormat;
import io.millrace.dataset.operators.IterativeDataSet;
import io.millrace.testing.seeds.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Loops that make their records anew in each superstep, beside plain loops of the language. */
class BulkLoopsTest {
    private static ExecutionEnvironment env(int parallelism) {
        return ExecutionEnvironment.createLocalEnvironment(parallelism);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void runsTheStepAsOftenAsItSays(int parallelism) throws Exception {
        IterativeDataSet<Long> loop = env(parallelism).generateSequence(1, 1000).iterate(10);
        DataSet<Long> result = loop.closeWith(loop.map(number -> number + 1));
        assertThat(sorted(result.collect()))
                .isEqualTo(sorted(LongStream.rangeClosed(11, 1010).boxed().toList()));
    }

    @Test
    void givesBackWhatItBeganWithIfTheStepDoesNothing() throws Exception {
        IterativeDataSet<Long> loop = env(2).generateSequence(1, 10).iterate(3);
        assertThat(loop.closeWith(loop).count()).isEqualTo(10);
    }

    @Test
    void runsOverNothing() throws Exception {
        IterativeDataSet<Long> loop =
                env(3).generateSequence(1, 10).filter(number -> number > 10).iterate(5);
        assertThat(loop.closeWith(loop.map(number -> number + 1)).collect()).isEmpty();
    }

    // ---- A graph's components, by labels that spread along constant edges ----

    private record Graph(List<Tuple2<Integer, Integer>> edges, int vertices) {
        static Graph random(long seed) {
            Random random = new Random(seed);
            int vertices = 1 + random.nextInt(60);
            List<Tuple2<Integer, Integer>> edges = new ArrayList<>();
            int count = random.nextInt(2 * vertices);
            for (int i = 0; i < count; i++) {
                int from = random.nextInt(vertices);
                int to = random.nextInt(vertices);
                edges.add(Tuple2.of(from, to));
                edges.add(Tuple2.of(to, from));
            }
            edges.add(Tuple2.of(0, 0));
            return new Graph(edges, vertices);
        }

        List<Tuple2<Integer, Integer>> labels() {
            return IntStream.range(0, vertices).mapToObj(v -> Tuple2.of(v, v)).toList();
        }

        /** Each label after so many rounds of taking the smallest of the neighbours. */
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

    private static DataSet<Tuple2<Integer, Integer>> spread(
            DataSet<Tuple2<Integer, Integer>> labels, DataSet<Tuple2<Integer, Integer>> edges, JoinHint hint) {
        return labels.join(edges, hint)
                .where(0)
                .equalTo(0)
                .with((label, edge) -> Tuple2.of(edge.f1, label.f1))
                .union(labels)
                .groupBy(0)
                .min(1);
    }

    @ParameterizedTest
    @Seeds(12)
    void joinsWhatChangesWithWhatDoesNot(long seed) throws Exception {
        Graph graph = Graph.random(seed);
        Random random = new Random(seed);
        int supersteps = 1 + random.nextInt(6);
        JoinHint hint = JoinHint.values()[random.nextInt(JoinHint.values().length)];
        ExecutionEnvironment env = env(1 + random.nextInt(4));
        DataSet<Tuple2<Integer, Integer>> edges = env.fromCollection(graph.edges());
        IterativeDataSet<Tuple2<Integer, Integer>> loop =
                env.fromCollection(graph.labels()).iterate(supersteps);
        List<Tuple2<Integer, Integer>> result =
                loop.closeWith(spread(loop, edges, hint)).collect();
        assertThat(sorted(result)).isEqualTo(graph.after(supersteps));
    }

    @ParameterizedTest
    @Seeds(12)
    void endsWhenTheTerminationCriterionIsEmpty(long seed) throws Exception {
        Graph graph = Graph.random(seed);
        ExecutionEnvironment env = env(1 + (int) (seed & 3));
        DataSet<Tuple2<Integer, Integer>> edges = env.fromCollection(graph.edges());
        IterativeDataSet<Tuple2<Integer, Integer>> loop =
                env.fromCollection(graph.labels()).iterate(1000);
        DataSet<Tuple2<Integer, Integer>> next = spread(loop, edges, JoinHint.OPTIMIZER_CHOOSES);
        DataSet<Integer> changed = next.join(loop).where(0).equalTo(0).with((now, before, out) -> {
            if (!now.f1.equals(before.f1)) {
                out.collect(now.f0);
            }
        });
        assertThat(sorted(loop.closeWith(next, changed).collect())).isEqualTo(graph.after(200));
    }

    // ---- What functions in a step can ask for ----

    /** Adds the number of the superstep, counts its openings, and remembers the aggregate of the superstep before. */
    private static final class Asking extends RichMapFunction<Tuple2<Integer, Long>, Tuple2<Integer, Long>> {
        private int superstep;
        private @Nullable LongSumAggregator sum;
        private final IntCounter calls = new IntCounter();

        @Override
        public void open(OpenContext openContext) {
            superstep = getIterationRuntimeContext().getSuperstepNumber();
            sum = getIterationRuntimeContext().getIterationAggregator("sum");
            getRuntimeContext().addAccumulator("calls", calls);
            LongValue before = getIterationRuntimeContext().getPreviousIterationAggregate("sum");
            if ((before == null) != (superstep == 1)) {
                throw new IllegalStateException("superstep " + superstep + " finds the aggregate " + before);
            }
            if (before != null && before.getValue() != 100L * (superstep - 1)) {
                throw new IllegalStateException("superstep " + superstep + " finds the aggregate " + before);
            }
            getRuntimeContext().getIntCounter("opened").add(1);
        }

        @Override
        public Tuple2<Integer, Long> map(Tuple2<Integer, Long> record) {
            calls.add(1);
            if (sum == null) {
                throw new IllegalStateException("not opened");
            }
            sum.aggregate(superstep);
            return Tuple2.of(record.f0, record.f1 + superstep);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void tellsFunctionsTheSuperstepAndItsAggregates(int parallelism) throws Exception {
        ExecutionEnvironment env = env(parallelism);
        IterativeDataSet<Tuple2<Integer, Long>> loop = env.fromCollection(
                        IntStream.range(0, 100).mapToObj(i -> Tuple2.of(i, 0L)).toList())
                .iterate(7)
                .registerAggregator("sum", new LongSumAggregator());
        DataSet<Tuple2<Integer, Long>> result =
                loop.closeWith(loop.rebalance().map(new Asking()).partitionByHash(0));
        assertThat(result.collect()).hasSize(100).allMatch(record -> record.f1 == 28L);
        Map<String, Object> accumulators = env.getLastJobExecutionResult().getAllAccumulatorResults();
        assertThat(accumulators.get("calls")).isEqualTo(700);
        assertThat(accumulators.get("opened"))
                .as("once in each superstep, and not once more")
                .isEqualTo(7 * parallelism);
    }

    /** Halves, and says how many are left to halve. */
    private static final class Halving extends RichMapFunction<Long, Long> {
        private @Nullable LongSumAggregator left;

        @Override
        public void open(OpenContext openContext) {
            left = getIterationRuntimeContext().getIterationAggregator("left");
        }

        @Override
        public Long map(Long number) {
            long half = number / 2;
            if (left != null) {
                left.aggregate(half > 0 ? 1 : 0);
            }
            return half;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void endsWhenTheCriterionOfConvergenceHolds(int parallelism) throws Exception {
        IterativeDataSet<Long> loop = env(parallelism)
                .generateSequence(1, 1000)
                .iterate(1_000_000)
                .registerAggregationConvergenceCriterion("left", new LongSumAggregator(), new LongZeroConvergence());
        assertThat(loop.closeWith(loop.map(new Halving())).collect())
                .hasSize(1000)
                .containsOnly(0L);
    }

    private static final class AfterThree implements ConvergenceCriterion<DoubleValue> {
        private static final long serialVersionUID = 1L;

        @Override
        public boolean isConverged(int iteration, DoubleValue value) {
            return iteration == 3;
        }
    }

    @Test
    void asksACriterionOfTheUsersWithTheNumberOfTheSuperstep() throws Exception {
        IterativeDataSet<Long> loop = env(2).generateSequence(1, 10)
                .iterate(100)
                .registerAggregationConvergenceCriterion("any", new DoubleSumAggregator(), new AfterThree());
        assertThat(sorted(loop.closeWith(loop.map(number -> number + 1)).collect()))
                .isEqualTo(sorted(LongStream.rangeClosed(4, 13).boxed().toList()));
    }

    // ---- Operators of all kinds in a step ----

    /** Moves each number towards the broadcast sum of all, which the step makes in each superstep. */
    private static final class AddSum extends RichMapFunction<Tuple2<Integer, Long>, Tuple2<Integer, Long>> {
        private long sum;
        private long constant;

        @Override
        public void open(OpenContext openContext) {
            sum = getRuntimeContext().<Long>getBroadcastVariable("sum").get(0);
            constant =
                    getRuntimeContext().<Long>getBroadcastVariable("constant").get(0);
        }

        @Override
        public Tuple2<Integer, Long> map(Tuple2<Integer, Long> record) {
            return Tuple2.of(record.f0, (record.f1 + sum + constant) % 1000);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void rebuildsBroadcastSetsThatDependOnTheLoop(int parallelism) throws Exception {
        ExecutionEnvironment env = env(parallelism);
        IterativeDataSet<Tuple2<Integer, Long>> loop = env.fromCollection(IntStream.range(0, 20)
                        .mapToObj(i -> Tuple2.of(i, (long) i))
                        .toList())
                .iterate(5);
        DataSet<Long> sum = loop.map(record -> record.f1).reduce(Long::sum);
        DataSet<Tuple2<Integer, Long>> result = loop.closeWith(
                loop.map(new AddSum()).withBroadcastSet(sum, "sum").withBroadcastSet(env.fromElements(7L), "constant"));

        long[] expected = LongStream.range(0, 20).toArray();
        for (int i = 0; i < 5; i++) {
            long total = LongStream.of(expected).sum();
            expected = LongStream.of(expected)
                    .map(each -> (each + total + 7) % 1000)
                    .toArray();
        }
        long[] all = expected;
        assertThat(sorted(result.collect()))
                .isEqualTo(sorted(IntStream.range(0, 20)
                        .mapToObj(i -> Tuple2.of(i, all[i]))
                        .toList()));
    }

    /** A constant input whose function is given what changes: as k-means is written. */
    private static final class Nearest extends RichMapFunction<Double, Tuple2<Integer, Double>> {
        private List<Tuple2<Integer, Double>> centers = List.of();

        @Override
        public void open(OpenContext openContext) {
            centers = getRuntimeContext().getBroadcastVariable("centers");
        }

        @Override
        public Tuple2<Integer, Double> map(Double point) {
            return Tuple2.of(nearest(centers, point), point);
        }

        static int nearest(List<Tuple2<Integer, Double>> centers, double point) {
            int best = -1;
            double distance = Double.MAX_VALUE;
            for (Tuple2<Integer, Double> center : centers) {
                double to = Math.abs(center.f1 - point);
                if (to < distance || (to == distance && center.f0 < best)) {
                    best = center.f0;
                    distance = to;
                }
            }
            return best;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void readsConstantInputsAgainForBroadcastSetsThatChange(int parallelism) throws Exception {
        List<Double> points = new Random(5)
                .doubles(200)
                .map(d -> Math.floor(d * 1000))
                .boxed()
                .toList();
        ExecutionEnvironment env = env(parallelism);
        IterativeDataSet<Tuple2<Integer, Double>> centers = env.fromElements(
                        Tuple2.of(0, 0.0), Tuple2.of(1, 500.0), Tuple2.of(2, 999.0))
                .iterate(8);
        DataSet<Tuple2<Integer, Double>> moved = env.fromCollection(points)
                .map(new Nearest())
                .withBroadcastSet(centers, "centers")
                .groupBy(0)
                .reduceGroup((group, out) -> {
                    double sum = 0;
                    int count = 0;
                    int id = 0;
                    for (Tuple2<Integer, Double> each : group) {
                        sum += each.f1;
                        count++;
                        id = each.f0;
                    }
                    out.collect(Tuple2.of(id, sum / count));
                });
        Map<Integer, Double> expected = new TreeMap<>(Map.of(0, 0.0, 1, 500.0, 2, 999.0));
        for (int i = 0; i < 8; i++) {
            Map<Integer, List<Double>> of = new TreeMap<>();
            List<Tuple2<Integer, Double>> now = expected.entrySet().stream()
                    .map(e -> Tuple2.of(e.getKey(), e.getValue()))
                    .toList();
            points.forEach(point -> of.computeIfAbsent(Nearest.nearest(now, point), any -> new ArrayList<>())
                    .add(point));
            expected.clear();
            of.forEach((id, all) -> expected.put(
                    id, all.stream().mapToDouble(Double::doubleValue).sum() / all.size()));
        }
        List<Tuple2<Integer, Double>> result = centers.closeWith(moved).collect();
        assertThat(result)
                .hasSize(expected.size())
                .allSatisfy(center -> assertThat(center.f1).isEqualTo(expected.get(center.f0)));
    }

    private static List<Tuple2<Integer, Integer>> numbers(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> Tuple2.of(i, i)).toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void coGroupsWithAConstantInputFromEitherSide(int parallelism) throws Exception {
        ExecutionEnvironment env = env(parallelism);
        DataSet<Tuple2<Integer, Integer>> constant = env.fromCollection(numbers(5, 15));
        IterativeDataSet<Tuple2<Integer, Integer>> loop =
                env.fromCollection(numbers(0, 10)).iterate(4);
        DataSet<Tuple2<Integer, Integer>> right = loop.coGroup(constant)
                .where(0)
                .equalTo(0)
                .with((changing, still, out) -> emitSum(changing, still, out));
        DataSet<Tuple2<Integer, Integer>> both = constant.coGroup(right)
                .where(0)
                .equalTo(0)
                .with((still, changing, out) -> emitSum(changing, still, out));
        Map<Integer, Integer> expected = new TreeMap<>();
        numbers(0, 10).forEach(each -> expected.put(each.f0, each.f1));
        for (int i = 0; i < 8; i++) {
            numbers(5, 15).forEach(each -> expected.merge(each.f0, each.f1, Integer::sum));
        }
        List<String> all = sorted(expected.entrySet().stream()
                .map(e -> Tuple2.of(e.getKey(), e.getValue()))
                .toList());
        assertThat(sorted(loop.closeWith(both).collect())).isEqualTo(all);
    }

    private static void emitSum(
            Iterable<Tuple2<Integer, Integer>> some,
            Iterable<Tuple2<Integer, Integer>> others,
            Collector<Tuple2<Integer, Integer>> out) {
        int key = 0;
        int sum = 0;
        for (Tuple2<Integer, Integer> each : some) {
            key = each.f0;
            sum += each.f1;
        }
        for (Tuple2<Integer, Integer> each : others) {
            key = each.f0;
            sum += each.f1;
        }
        out.collect(Tuple2.of(key, sum));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void unitesRecordsOfTheLoopWithConstantOnes(int parallelism) throws Exception {
        ExecutionEnvironment env = env(parallelism);
        DataSet<Long> constant = env.generateSequence(101, 110);
        IterativeDataSet<Long> loop = env.generateSequence(1, 10).iterate(6);
        DataSet<Long> result = loop.closeWith(loop.union(constant).union(constant.map(number -> -number)));
        assertThat(result.count()).isEqualTo(10 + 6 * 20);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void crossesJoinsOuterSortsAndMapsPartitions(int parallelism) throws Exception {
        ExecutionEnvironment env = env(parallelism);
        DataSet<Tuple2<Integer, Integer>> constant = env.fromCollection(numbers(0, 5));
        IterativeDataSet<Tuple2<Integer, Integer>> loop =
                env.fromCollection(numbers(3, 8)).iterate(3);
        DataSet<Tuple2<Integer, Integer>> crossed =
                loop.cross(constant).with((some, other) -> Tuple2.of(some.f0, other.f1));
        DataSet<Tuple2<Integer, Integer>> outer = constant.leftOuterJoin(crossed)
                .where(0)
                .equalTo(0)
                .with((still, changing) -> Tuple2.of(still.f0, changing == null ? -1 : changing.f1));
        DataSet<Tuple2<Integer, Integer>> first = outer.distinct()
                .groupBy(0)
                .sortGroup(1, io.millrace.dataflow.operators.Order.DESCENDING)
                .first(1)
                .mapPartition((Iterable<Tuple2<Integer, Integer>> part, Collector<Tuple2<Integer, Integer>> out) ->
                        part.forEach(out::collect));
        assertThat(sorted(loop.closeWith(first).collect()))
                .as("0, 1 and 2 come in as unmatched, then are crossed")
                .isEqualTo(sorted(
                        List.of(Tuple2.of(0, 4), Tuple2.of(1, 4), Tuple2.of(2, 4), Tuple2.of(3, 4), Tuple2.of(4, 4))));
    }

    @ParameterizedTest
    @EnumSource(io.millrace.dataflow.ExecutionMode.class)
    void runsWhateverTheUserWantsExchangesToBe(io.millrace.dataflow.ExecutionMode mode) throws Exception {
        Graph graph = Graph.random(77);
        ExecutionEnvironment env = env(2);
        env.getConfig().setExecutionMode(mode);
        DataSet<Tuple2<Integer, Integer>> edges = env.fromCollection(graph.edges());
        IterativeDataSet<Tuple2<Integer, Integer>> loop =
                env.fromCollection(graph.labels()).iterate(4);
        DataSet<Tuple2<Integer, Integer>> result = loop.closeWith(spread(loop, edges, JoinHint.OPTIMIZER_CHOOSES));
        assertThat(sorted(result.union(result).distinct().collect())).isEqualTo(graph.after(4));
    }

    @Test
    void runsStepsOfOtherParallelism() throws Exception {
        IterativeDataSet<Long> loop = env(4).generateSequence(1, 100).iterate(5);
        DataSet<Long> step = loop.map(number -> number + 1)
                .setParallelism(2)
                .map(number -> number + 1)
                .setParallelism(3);
        DataSet<Long> result = loop.closeWith(step);
        assertThat(sorted(result.collect()))
                .isEqualTo(sorted(LongStream.rangeClosed(11, 110).boxed().toList()));
    }

    @Test
    void feedsOneLoopsResultToAnotherAndToConstantsOfAThird() throws Exception {
        ExecutionEnvironment env = env(2);
        IterativeDataSet<Long> one = env.generateSequence(1, 10).iterate(3);
        DataSet<Long> first = one.closeWith(one.map(number -> number + 1));
        IterativeDataSet<Long> two = first.iterate(4);
        DataSet<Long> second = two.closeWith(two.map(number -> number * 2));
        IterativeDataSet<Long> three = second.iterate(2);
        DataSet<Long> third = three.closeWith(three.union(first));
        assertThat(third.reduce(Long::sum).collect()).containsExactly(85L * 16 + 2 * 85L);
    }

    @Test
    void feedsRecordsThatAreLarge() throws Exception {
        IterativeDataSet<String> loop = env(2).fromElements("a", "b", "c").iterate(12);
        DataSet<String> result = loop.closeWith(loop.map(text -> text + text + text));
        assertThat(result.map(String::length).collect()).containsOnly(531441);
    }

    /** Many for one, so that more records are on their way than channels hold. */
    private static final class Fan extends RichFlatMapFunction<Long, Long> {
        @Override
        public void flatMap(Long number, Collector<Long> out) {
            for (int i = 0; i < 60; i++) {
                out.collect(number * 60 + i);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void doesNotBlockWhenMuchMoreComesBackThanChannelsHold(int parallelism) throws Exception {
        IterativeDataSet<Long> loop = env(parallelism).generateSequence(0, 19).iterate(3);
        DataSet<Long> fanned = loop.flatMap(new Fan());
        DataSet<Long> joined = fanned.join(fanned.map(number -> number))
                .where(number -> number)
                .equalTo(number -> number)
                .with((left, right) -> left)
                .filter(number -> number % 10 == 0);
        assertThat(loop.closeWith(joined).count()).isEqualTo(20L * 6 * 6 * 6);
    }

    // ---- What is refused ----

    @Test
    void refusesNestedLoops() {
        IterativeDataSet<Long> outer = env(2).generateSequence(1, 10).iterate(3);
        IterativeDataSet<Long> inner = outer.map(number -> number + 1).iterate(2);
        DataSet<Long> closed = outer.closeWith(inner.closeWith(inner.map(number -> number * 2)));
        assertThatThrownBy(closed::collect)
                .isInstanceOf(InvalidProgramException.class)
                .hasMessageContaining("Nested iterations are currently not supported");
    }

    @Test
    void refusesLoopsThatAreNotClosedOrReadFromOutside() {
        ExecutionEnvironment env = env(2);
        IterativeDataSet<Long> loop = env.generateSequence(1, 10).iterate(3);
        assertThatThrownBy(loop.map(number -> number)::collect)
                .isInstanceOf(InvalidProgramException.class)
                .hasMessageContaining("closeWith");
        ExecutionEnvironment other = env(2);
        IterativeDataSet<Long> closed = other.generateSequence(1, 10).iterate(3);
        DataSet<Long> step = closed.map(number -> number + 1);
        closed.closeWith(step).output(new DiscardingOutputFormat<>());
        step.output(new DiscardingOutputFormat<>()).name("thief");
        assertThatThrownBy(other::execute)
                .isInstanceOf(InvalidProgramException.class)
                .hasMessageContaining("thief");
    }

    @Test
    void refusesStepsThatDoNotDependOnTheLoopAndOddNumbersOfSupersteps() {
        ExecutionEnvironment env = env(2);
        DataSet<Long> numbers = env.generateSequence(1, 10);
        assertThatThrownBy(() -> numbers.iterate(3).closeWith(numbers).collect())
                .isInstanceOf(InvalidProgramException.class)
                .hasMessageContaining("does not depend on its partial solution");
        assertThatThrownBy(() -> numbers.iterate(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least one");
        IterativeDataSet<Long> loop = numbers.iterate(3).registerAggregator("a", new LongSumAggregator());
        assertThatThrownBy(() -> loop.registerAggregator("a", new LongSumAggregator()))
                .isInstanceOf(InvalidProgramException.class)
                .hasMessageContaining("'a'");
    }

    @Test
    void endsWithTheFailureOfAFunctionInTheStep() {
        IterativeDataSet<Long> loop = env(3).generateSequence(1, 100).iterate(5);
        DataSet<Long> result = loop.closeWith(loop.map(number -> {
            if (number == 52) {
                throw new IllegalStateException("not " + number);
            }
            return number + 1;
        }));
        assertThatThrownBy(result::collect).hasStackTraceContaining("not 52");
    }
}
