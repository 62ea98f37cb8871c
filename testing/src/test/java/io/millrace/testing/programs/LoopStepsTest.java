package io.millrace.testing.programs;

import static io.millrace.testing.programs.Results.sorted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.dataflow.InvalidProgramException;
import io.millrace.dataflow.aggregators.Aggregator;
import io.millrace.dataflow.aggregators.DoubleSumAggregator;
import io.millrace.dataflow.aggregators.DoubleZeroConvergence;
import io.millrace.dataflow.functions.GroupCombineFunction;
import io.millrace.dataflow.functions.OpenContext;
import io.millrace.dataflow.functions.RichCoGroupFunction;
import io.millrace.dataflow.functions.RichCrossFunction;
import io.millrace.dataflow.functions.RichFilterFunction;
import io.millrace.dataflow.functions.RichFlatMapFunction;
import io.millrace.dataflow.functions.RichGroupReduceFunction;
import io.millrace.dataflow.functions.RichJoinFunction;
import io.millrace.dataflow.functions.RichMapFunction;
import io.millrace.dataflow.functions.RichMapPartitionFunction;
import io.millrace.dataflow.functions.RichReduceFunction;
import io.millrace.dataflow.functions.RuntimeContext;
import io.millrace.dataflow.operators.Order;
import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.dataflow.types.LongValue;
import io.millrace.dataflow.util.Collector;
import io.millrace.dataset.DataSet;
import io.millrace.dataset.ExecutionEnvironment;
import io.millrace.dataset.io.DiscardingOutputFormat;
import io.millrace.dataset.operators.IterativeDataSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What programs do in the steps of loops that make their records anew: every operator, and uses that are seldom seen. */
class LoopStepsTest {
    private static ExecutionEnvironment env(int parallelism) {
        return ExecutionEnvironment.createLocalEnvironment(parallelism);
    }

    private static List<Tuple2<Integer, Long>> numbers(int count) {
        return IntStream.range(0, count).mapToObj(i -> Tuple2.of(i, (long) i)).toList();
    }

    // ---- Functions that are opened and closed in each superstep ----

    private static void opened(RuntimeContext context, String what) {
        context.getIntCounter(what + " opened").add(1);
    }

    private static void closed(RuntimeContext context, String what) {
        context.getIntCounter(what + " closed").add(1);
    }

    private static final class Mapper extends RichMapFunction<Long, Long> {
        @Override
        public void open(OpenContext openContext) {
            opened(getRuntimeContext(), "map");
        }

        @Override
        public Long map(Long number) {
            return number + 1;
        }

        @Override
        public void close() {
            closed(getRuntimeContext(), "map");
        }
    }

    private static final class FlatMapper extends RichFlatMapFunction<Long, Long> {
        @Override
        public void open(OpenContext openContext) {
            opened(getRuntimeContext(), "flatMap");
        }

        @Override
        public void flatMap(Long number, Collector<Long> out) {
            out.collect(number);
            out.collect(-number);
        }

        @Override
        public void close() {
            closed(getRuntimeContext(), "flatMap");
        }
    }

    private static final class Filter extends RichFilterFunction<Long> {
        @Override
        public void open(OpenContext openContext) {
            opened(getRuntimeContext(), "filter");
        }

        @Override
        public boolean filter(Long number) {
            return number > 0;
        }

        @Override
        public void close() {
            closed(getRuntimeContext(), "filter");
        }
    }

    private static final class PartitionMapper extends RichMapPartitionFunction<Long, Long> {
        @Override
        public void open(OpenContext openContext) {
            opened(getRuntimeContext(), "mapPartition");
        }

        @Override
        public void mapPartition(Iterable<Long> numbers, Collector<Long> out) {
            numbers.forEach(out::collect);
        }

        @Override
        public void close() {
            closed(getRuntimeContext(), "mapPartition");
        }
    }

    private static final class Reducer extends RichReduceFunction<Long> {
        @Override
        public void open(OpenContext openContext) {
            opened(getRuntimeContext(), "reduce");
        }

        @Override
        public Long reduce(Long one, Long other) {
            return Math.max(one, other);
        }

        @Override
        public void close() {
            closed(getRuntimeContext(), "reduce");
        }
    }

    private static final class GroupReducer extends RichGroupReduceFunction<Long, Long>
            implements GroupCombineFunction<Long, Long> {
        @Override
        public void open(OpenContext openContext) {
            opened(getRuntimeContext(), "reduceGroup");
        }

        @Override
        public void reduce(Iterable<Long> numbers, Collector<Long> out) {
            out.collect(numbers.iterator().next());
        }

        @Override
        public void combine(Iterable<Long> numbers, Collector<Long> out) {
            out.collect(numbers.iterator().next());
        }

        @Override
        public void close() {
            closed(getRuntimeContext(), "reduceGroup");
        }
    }

    private static final class Joiner extends RichJoinFunction<Long, Long, Long> {
        private final String name;

        Joiner(String name) {
            this.name = name;
        }

        @Override
        public void open(OpenContext openContext) {
            opened(getRuntimeContext(), name);
        }

        @Override
        public Long join(Long one, Long other) {
            return one == null ? other : one;
        }

        @Override
        public void close() {
            closed(getRuntimeContext(), name);
        }
    }

    private static final class CoGrouper extends RichCoGroupFunction<Long, Long, Long> {
        @Override
        public void open(OpenContext openContext) {
            opened(getRuntimeContext(), "coGroup");
        }

        @Override
        public void coGroup(Iterable<Long> some, Iterable<Long> others, Collector<Long> out) {
            some.forEach(out::collect);
        }

        @Override
        public void close() {
            closed(getRuntimeContext(), "coGroup");
        }
    }

    private static final class Crosser extends RichCrossFunction<Long, Long, Long> {
        @Override
        public void open(OpenContext openContext) {
            opened(getRuntimeContext(), "cross");
        }

        @Override
        public Long cross(Long one, Long other) {
            return one + other;
        }

        @Override
        public void close() {
            closed(getRuntimeContext(), "cross");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void opensAndClosesRichFunctionsOfAllKindsOnceInEachSuperstep(int parallelism) throws Exception {
        int supersteps = 4;
        ExecutionEnvironment env = env(parallelism);
        DataSet<Long> constant = env.generateSequence(1, 300);
        IterativeDataSet<Long> loop = env.generateSequence(1, 100).iterate(supersteps);
        DataSet<Long> step = loop.map(new Mapper())
                .flatMap(new FlatMapper())
                .filter(new Filter())
                .mapPartition(new PartitionMapper())
                .groupBy(number -> number)
                .reduce(new Reducer())
                .groupBy(number -> number)
                .reduceGroup(new GroupReducer())
                .join(constant)
                .where(number -> number)
                .equalTo(number -> number)
                .with(new Joiner("join"))
                .leftOuterJoin(loop)
                .where(number -> number)
                .equalTo(number -> number)
                .with(new Joiner("outerJoin"))
                .coGroup(constant)
                .where(number -> number)
                .equalTo(number -> number)
                .with(new CoGrouper())
                .cross(env.fromElements(0L))
                .with(new Crosser());
        assertThat(sorted(loop.closeWith(step).collect()))
                .isEqualTo(sorted(LongStream.rangeClosed(5, 104).boxed().toList()));
        Map<String, Object> counted =
                new TreeMap<>(env.getLastJobExecutionResult().getAllAccumulatorResults());
        for (String what :
                List.of("map", "flatMap", "filter", "mapPartition", "join", "outerJoin", "coGroup", "cross")) {
            assertThat(counted.get(what + " opened")).as(what).isEqualTo(supersteps * parallelism);
        }
        for (String what : List.of("reduce", "reduceGroup")) {
            assertThat(counted.get(what + " opened"))
                    .as("a combiner is one more")
                    .isEqualTo(2 * supersteps * parallelism);
        }
        counted.forEach((name, count) -> {
            if (name.endsWith("opened")) {
                assertThat(counted.get(name.replace("opened", "closed")))
                        .as(name)
                        .isEqualTo(count);
            }
        });
    }

    // ---- Operators ----

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void aggregatesCombinesProjectsAndPartitionsInTheStep(int parallelism) throws Exception {
        ExecutionEnvironment env = env(parallelism);
        IterativeDataSet<Tuple2<Integer, Long>> loop =
                env.fromCollection(numbers(30)).iterate(3);
        DataSet<Tuple2<Integer, Long>> folded = loop.flatMap(
                        (Tuple2<Integer, Long> each, Collector<Tuple2<Integer, Long>> out) -> {
                            out.collect(each);
                            out.collect(Tuple2.of(each.f0, 1L));
                        })
                .partitionByHash(1)
                .groupBy(0)
                .sum(1)
                .rebalance()
                .groupBy(0)
                .combineGroup((Iterable<Tuple2<Integer, Long>> group, Collector<Tuple2<Integer, Long>> out) ->
                        group.forEach(out::collect))
                .groupBy(0)
                .maxBy(1)
                .partitionCustom((Integer key, int count) -> key % count, 0)
                .sortPartition(1, Order.DESCENDING)
                .distinct(0);
        DataSet<Tuple2<Integer, Long>> turned = folded.<Tuple2<Long, Integer>>project(1, 0)
                .map((Tuple2<Long, Integer> each) -> Tuple2.of(each.f1, each.f0));
        assertThat(sorted(loop.closeWith(turned).collect()))
                .isEqualTo(sorted(IntStream.range(0, 30)
                        .mapToObj(i -> Tuple2.of(i, i + 3L))
                        .toList()));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void reducesAllOfAPartialSolutionInOnePlace(int parallelism) throws Exception {
        IterativeDataSet<Long> loop = env(parallelism).generateSequence(1, 10).iterate(4);
        DataSet<Long> sum = loop.reduce(Long::sum);
        DataSet<Long> largest = loop.reduceGroup((Iterable<Long> all, Collector<Long> out) -> {
            long most = Long.MIN_VALUE;
            for (long each : all) {
                most = Math.max(most, each);
            }
            out.collect(most);
        });
        assertThat(sorted(loop.closeWith(sum.union(largest)).collect()))
                .as("55 and 10; 65 and 55; 120 and 65; 185 and 120")
                .isEqualTo(List.of("120", "185"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void joinsAndCrossesAPartialSolutionWithItself(int parallelism) throws Exception {
        ExecutionEnvironment env = env(parallelism);
        IterativeDataSet<Long> loop = env.generateSequence(1, 3).iterate(2);
        DataSet<Long> same = loop.join(loop)
                .where(number -> number)
                .equalTo(number -> number)
                .with((one, other) -> one);
        DataSet<Long> products =
                same.cross(loop).with((one, other) -> one * other).distinct(number -> number);
        assertThat(sorted(loop.closeWith(products).collect()))
                .isEqualTo(sorted(List.of(1L, 2L, 3L, 4L, 6L, 9L, 8L, 12L, 18L, 16L, 24L, 36L, 27L, 54L, 81L)));
    }

    @Test
    void joinsConstantInputsWithEachOtherBeforeTheyMeetTheLoop() throws Exception {
        ExecutionEnvironment env = env(2);
        DataSet<Long> odd = env.generateSequence(1, 100).filter(number -> number % 2 == 1);
        DataSet<Long> third = env.generateSequence(1, 100).filter(number -> number % 3 == 0);
        DataSet<Long> both = odd.join(third)
                .where(number -> number)
                .equalTo(number -> number)
                .with((a, b) -> a);
        IterativeDataSet<Long> loop = env.generateSequence(1, 20).iterate(3);
        DataSet<Long> step = loop.join(both)
                .where(number -> number)
                .equalTo(number -> number)
                .with((a, b) -> a + 6)
                .union(both.filter(number -> number > 95));
        assertThat(sorted(loop.closeWith(step).collect()))
                .as("3, 9, 15 move on by 6; 99 comes anew each time and moves on to 105, which has no partner")
                .isEqualTo(sorted(List.of(21L, 27L, 33L, 99L, 105L)));
    }

    // ---- Ends ----

    @Test
    void runsOneSuperstepIfThatIsAllItMay() throws Exception {
        IterativeDataSet<Long> loop = env(3).generateSequence(1, 10).iterate(1);
        assertThat(sorted(loop.closeWith(loop.map(number -> number * 10)).collect()))
                .isEqualTo(sorted(
                        LongStream.rangeClosed(1, 10).map(n -> 10 * n).boxed().toList()));
    }

    @Test
    void givesTheResultOfTheSuperstepWhoseTerminationCriterionIsEmpty() throws Exception {
        ExecutionEnvironment env = env(3);
        IterativeDataSet<Long> loop = env.generateSequence(1, 10).iterate(1000);
        DataSet<Long> next = loop.map(number -> number + 1);
        assertThat(sorted(
                        loop.closeWith(next, next.filter(number -> number < 0)).collect()))
                .isEqualTo(sorted(LongStream.rangeClosed(2, 11).boxed().toList()));
        IterativeDataSet<Long> other = env.generateSequence(1, 10).iterate(1000);
        DataSet<Long> more = other.map(number -> number + 1);
        assertThat(sorted(other.closeWith(more, more.filter(number -> number < 15))
                        .collect()))
                .isEqualTo(sorted(LongStream.rangeClosed(15, 24).boxed().toList()));
    }

    /** The largest value that any subtask has seen. */
    private static final class Largest implements Aggregator<LongValue> {
        private long largest = Long.MIN_VALUE;

        @Override
        public LongValue getAggregate() {
            return new LongValue(largest);
        }

        @Override
        public void aggregate(LongValue value) {
            largest = Math.max(largest, value.getValue());
        }

        @Override
        public void reset() {
            largest = Long.MIN_VALUE;
        }
    }

    private static final class Halving extends RichMapFunction<Double, Double> {
        @Override
        public void open(OpenContext openContext) {
            LongValue largest = getIterationRuntimeContext().getPreviousIterationAggregate("largest");
            int superstep = getIterationRuntimeContext().getSuperstepNumber();
            if (superstep > 1 && (largest == null || largest.getValue() != superstep - 1)) {
                throw new IllegalStateException("superstep " + superstep + " was told " + largest);
            }
        }

        @Override
        public Double map(Double number) {
            double half = Math.floor(number / 2);
            DoubleSumAggregator left = getIterationRuntimeContext().getIterationAggregator("left");
            left.aggregate(half);
            Largest largest = getIterationRuntimeContext().getIterationAggregator("largest");
            largest.aggregate(new LongValue(getIterationRuntimeContext().getSuperstepNumber()));
            return half;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void endsByADoubleThatIsZeroAndTellsACustomAggregate(int parallelism) throws Exception {
        IterativeDataSet<Double> loop = env(parallelism)
                .fromElements(1.0, 7.0, 100.0)
                .iterate(1_000_000)
                .registerAggregator("largest", new Largest())
                .registerAggregationConvergenceCriterion(
                        "left", new DoubleSumAggregator(), new DoubleZeroConvergence());
        assertThat(loop.closeWith(loop.rebalance().map(new Halving())).collect())
                .containsOnly(0.0)
                .hasSize(3);
    }

    @Test
    void takesOneCriterionOfConvergenceOnly() {
        IterativeDataSet<Double> loop = env(1).fromElements(1.0)
                .iterate(3)
                .registerAggregationConvergenceCriterion("one", new DoubleSumAggregator(), new DoubleZeroConvergence());
        assertThatThrownBy(() -> loop.registerAggregationConvergenceCriterion(
                        "two", new DoubleSumAggregator(), new DoubleZeroConvergence()))
                .isInstanceOf(InvalidProgramException.class)
                .hasMessageContaining("'one'");
    }

    @Test
    void takesACriterionOverAnAggregatorThatIsRegisteredAlready() throws Exception {
        DoubleSumAggregator left = new DoubleSumAggregator();
        IterativeDataSet<Double> loop = env(2).fromElements(1.0, 7.0)
                .iterate(1_000_000)
                .registerAggregator("largest", new Largest())
                .registerAggregator("left", left)
                .registerAggregationConvergenceCriterion("left", left, new DoubleZeroConvergence());
        assertThat(loop.getAggregators().getAllRegisteredAggregators()).hasSize(2);
        assertThat(loop.getAggregators().getConvergenceCriterionAggregatorName())
                .isEqualTo("left");
        assertThat(loop.closeWith(loop.map(new Halving())).collect()).containsOnly(0.0);
        assertThatThrownBy(() -> loop.registerAggregator("left", new DoubleSumAggregator()))
                .isInstanceOf(InvalidProgramException.class)
                .hasMessageContaining("'left'");
        assertThatThrownBy(() -> env(1).fromElements(1.0)
                        .iterate(2)
                        .registerAggregator("left", left)
                        .registerAggregationConvergenceCriterion(
                                "left", new DoubleSumAggregator(), new DoubleZeroConvergence()))
                .isInstanceOf(InvalidProgramException.class)
                .hasMessageContaining("'left'");
    }

    // ---- Programs ----

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void usesResultsOfSeveralLoopsSeveralTimes(int parallelism) throws Exception {
        ExecutionEnvironment env = env(parallelism);
        DataSet<Long> begin = env.generateSequence(1, 10);
        IterativeDataSet<Long> one = begin.iterate(3);
        DataSet<Long> first = one.closeWith(one.map(number -> number + 1));
        IterativeDataSet<Long> two = begin.iterate(5);
        DataSet<Long> second = two.closeWith(two.map(number -> number * 2));
        first.output(new DiscardingOutputFormat<>());
        second.output(new DiscardingOutputFormat<>());
        DataSet<Long> both = first.union(second)
                .union(first.cross(second.filter(number -> number == 32)).with((a, b) -> a + b))
                .union(begin);
        assertThat(sorted(both.collect()))
                .isEqualTo(sorted(LongStream.rangeClosed(1, 10)
                        .flatMap(n -> LongStream.of(n, n + 3, n * 32, n + 3 + 32))
                        .boxed()
                        .toList()));
        assertThat(first.count()).as("run again").isEqualTo(10);
    }

    @Test
    void runsOverEmptyInputsOfAllKinds() throws Exception {
        ExecutionEnvironment env = env(2);
        DataSet<Long> none = env.generateSequence(1, 5).filter(number -> number > 9);
        IterativeDataSet<Long> loop = env.generateSequence(1, 5).iterate(3);
        DataSet<Long> step = loop.leftOuterJoin(none)
                .where(number -> number)
                .equalTo(number -> number)
                .with((number, no) -> number + 1)
                .union(none)
                .union(loop.cross(none).with((a, b) -> a))
                .union(loop.join(none).where(n -> n).equalTo(n -> n).with((a, b) -> a));
        assertThat(sorted(loop.closeWith(step).collect())).isEqualTo(List.of("4", "5", "6", "7", "8"));
        IterativeDataSet<Long> empty = none.iterate(3);
        DataSet<Long> filled = empty.union(env.fromElements(1L)).map(number -> number + 1);
        assertThat(sorted(empty.closeWith(filled).collect())).isEqualTo(List.of("2", "3", "4"));
    }

    /** A bean. */
    public static class Account {
        public String owner = "";
        public long balance;
        public Point place = new Point(0, 0);

        @Override
        public String toString() {
            return owner + " " + balance + " " + place;
        }
    }

    /** A value class of the language. */
    public record Point(int x, int y) {}

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void runsOverBeansAndRecordsWithAndWithoutObjectReuse(boolean reuse) throws Exception {
        ExecutionEnvironment env = env(2);
        if (reuse) {
            env.getConfig().enableObjectReuse();
        }
        DataSet<Account> accounts = env.generateSequence(0, 19).map(number -> {
            Account account = new Account();
            account.owner = "owner " + number % 5;
            account.balance = number;
            account.place = new Point((int) (number % 5), 0);
            return account;
        });
        DataSet<Tuple2<Point, Long>> interest = env.fromCollection(IntStream.range(0, 5)
                .mapToObj(x -> Tuple2.of(new Point(x, 0), 100L))
                .toList());
        IterativeDataSet<Account> loop = accounts.iterate(3);
        DataSet<Account> step = loop.groupBy("owner", "place")
                .reduce((one, other) -> {
                    Account sum = new Account();
                    sum.owner = one.owner;
                    sum.place = one.place;
                    sum.balance = one.balance + other.balance;
                    return sum;
                })
                .join(interest)
                .where("place")
                .equalTo("f0")
                .with((account, rate) -> {
                    account.balance += rate.f1;
                    return account;
                });
        assertThat(sorted(loop.closeWith(step).collect()))
                .isEqualTo(sorted(IntStream.range(0, 5)
                        .mapToObj(i -> "owner " + i + " " + (4 * i + 30 + 300) + " " + new Point(i, 0))
                        .toList()));
    }

    @Test
    void namesTheStepThatDoesNotDependOnItsLoop() {
        ExecutionEnvironment env = env(2);
        DataSet<Long> constant = env.generateSequence(1, 3);
        IterativeDataSet<Long> loop = env.generateSequence(1, 10).iterate(3);
        DataSet<Long> closed = loop.closeWith(loop.map(number -> number + 1), constant);
        assertThatThrownBy(closed::collect)
                .isInstanceOf(InvalidProgramException.class)
                .hasMessageContaining("termination criterion")
                .hasMessageContaining("does not depend");
    }
}
