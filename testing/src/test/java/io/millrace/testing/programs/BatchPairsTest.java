package io.millrace.testing.programs;

import static io.millrace.testing.programs.Results.sorted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.dataflow.InvalidProgramException;
import io.millrace.dataflow.functions.BroadcastVariableInitializer;
import io.millrace.dataflow.functions.KeySelector;
import io.millrace.dataflow.functions.OpenContext;
import io.millrace.dataflow.functions.Partitioner;
import io.millrace.dataflow.functions.RichCoGroupFunction;
import io.millrace.dataflow.functions.RichCrossFunction;
import io.millrace.dataflow.functions.RichFlatJoinFunction;
import io.millrace.dataflow.functions.RichGroupReduceFunction;
import io.millrace.dataflow.functions.RichMapFunction;
import io.millrace.dataflow.functions.RichReduceFunction;
import io.millrace.dataflow.functions.RuntimeContext;
import io.millrace.dataflow.operators.Order;
import io.millrace.dataflow.tuple.Tuple1;
import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.dataflow.tuple.Tuple3;
import io.millrace.dataflow.types.Types;
import io.millrace.dataflow.util.Collector;
import io.millrace.dataset.DataSet;
import io.millrace.dataset.ExecutionEnvironment;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What brings two data sets together besides joins: coGroup, cross, broadcast sets; and groups met by a partitioner. */
class BatchPairsTest {
    private static ExecutionEnvironment env(int parallelism) {
        return ExecutionEnvironment.createLocalEnvironment(parallelism);
    }

    private static List<Tuple2<Integer, String>> left() {
        return IntStream.range(0, 40).mapToObj(i -> Tuple2.of(i % 10, "l" + i)).toList();
    }

    private static List<Tuple2<Integer, String>> right() {
        return IntStream.range(0, 40)
                .mapToObj(i -> Tuple2.of(5 + i % 10, "r" + i))
                .toList();
    }

    /** What a coGroup of {@link #left} and {@link #right} gives: per key, how many records each side has. */
    private static List<String> countsByKey() {
        TreeMap<Integer, int[]> counts = new TreeMap<>();
        left().forEach(t -> counts.computeIfAbsent(t.f0, key -> new int[2])[0]++);
        right().forEach(t -> counts.computeIfAbsent(t.f0, key -> new int[2])[1]++);
        List<String> lines = new ArrayList<>();
        counts.forEach(
                (key, count) -> lines.add(Tuple3.of(key, count[0], count[1]).toString()));
        return sorted(lines);
    }

    private static void count(
            Iterable<Tuple2<Integer, String>> first,
            Iterable<Tuple2<Integer, String>> second,
            Collector<Tuple3<Integer, Integer, Integer>> out) {
        int[] counts = new int[2];
        int key = -1;
        for (Tuple2<Integer, String> record : first) {
            key = record.f0;
            counts[0]++;
        }
        for (Tuple2<Integer, String> record : second) {
            key = record.f0;
            counts[1]++;
        }
        out.collect(Tuple3.of(key, counts[0], counts[1]));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7})
    void coGroupsKeysOfEitherSide(int parallelism) throws Exception {
        ExecutionEnvironment env = env(parallelism);
        DataSet<Tuple2<Integer, String>> lefts = env.fromCollection(left());
        DataSet<Tuple2<Integer, String>> rights = env.fromCollection(right());
        DataSet<Tuple3<Integer, Integer, Integer>> byField =
                lefts.coGroup(rights).where(0).equalTo("f0").with(BatchPairsTest::count);
        DataSet<Tuple3<Integer, Integer, Integer>> bySelector = lefts.coGroup(rights)
                .where(t -> t.f0)
                .equalTo(t -> t.f0)
                .withPartitioner((Partitioner<Integer>) (key, targets) -> key % targets)
                .with(BatchPairsTest::count);
        assertThat(sorted(byField.collect())).isEqualTo(countsByKey());
        assertThat(sorted(bySelector.collect())).isEqualTo(countsByKey());
    }

    @Test
    void coGroupsSortedGroups() throws Exception {
        ExecutionEnvironment env = env(3);
        List<Tuple2<String, String>> ends = env.fromCollection(left())
                .coGroup(env.fromCollection(right()))
                .where(0)
                .equalTo(0)
                .sortFirstGroup(1, Order.DESCENDING)
                .sortSecondGroup("f1", Order.ASCENDING)
                .with(
                        (Iterable<Tuple2<Integer, String>> first,
                                Iterable<Tuple2<Integer, String>> second,
                                Collector<Tuple2<String, String>> out) ->
                                out.collect(Tuple2.of(texts(first), texts(second))))
                .collect();
        assertThat(sorted(ends)).contains("(l5 l35 l25 l15,r0 r10 r20 r30)", "(l4 l34 l24 l14,)", "(,r15 r25 r35 r5)");
    }

    private static String texts(Iterable<Tuple2<Integer, String>> group) {
        return String.join(
                " ",
                StreamSupport.stream(group.spliterator(), false).map(t -> t.f1).toList());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7})
    void crossesEachWithEach(int parallelism) throws Exception {
        ExecutionEnvironment env = env(parallelism);
        DataSet<Integer> numbers = env.fromCollection(List.of(1, 2, 3));
        DataSet<Tuple2<String, Integer>> words = env.fromCollection(List.of(Tuple2.of("a", 1), Tuple2.of("b", 2)));
        List<String> pairs = List.of("(1,(a,1))", "(1,(b,2))", "(2,(a,1))", "(2,(b,2))", "(3,(a,1))", "(3,(b,2))");
        assertThat(sorted(numbers.cross(words).collect())).isEqualTo(pairs);
        assertThat(sorted(numbers.crossWithTiny(words).collect())).isEqualTo(pairs);
        assertThat(sorted(numbers.crossWithHuge(words).collect())).isEqualTo(pairs);
        assertThat(sorted(numbers.cross(words).with((n, w) -> n * w.f1).collect()))
                .containsExactly("1", "2", "2", "3", "4", "6");
        DataSet<Tuple2<String, Integer>> projected =
                numbers.cross(words).projectSecond(0).projectFirst();
        assertThat(sorted(projected.collect())).containsExactly("(a,1)", "(a,2)", "(a,3)", "(b,1)", "(b,2)", "(b,3)");
        assertThat(numbers.cross(numbers).count()).isEqualTo(9);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7})
    void givesFunctionsTheirBroadcastSetsWhole(int parallelism) throws Exception {
        ExecutionEnvironment env = env(parallelism);
        DataSet<Long> data = env.generateSequence(1, 100);
        DataSet<Integer> factors = env.fromElements(1, 2, 3);
        DataSet<Tuple2<String, Long>> names = env.fromElements(Tuple2.of("x", 10L), Tuple2.of("y", 20L));
        List<Long> mapped = data.map(new TimesAll())
                .withBroadcastSet(factors, "factors")
                .withBroadcastSet(names, "names")
                .collect();
        assertThat(mapped.stream().mapToLong(x -> x).sum()).isEqualTo(5050 * 6 + 100 * 30);
        List<Long> reduced = data.groupBy(x -> x % 4)
                .reduce(new SumBeside())
                .withBroadcastSet(data, "factors")
                .collect();
        assertThat(reduced).hasSize(4);
        assertThat(reduced.stream().mapToLong(x -> x).sum()).isEqualTo(5050 + 96 * 100);
        List<Long> grouped = data.reduceGroup(new CountBeside())
                .withBroadcastSet(factors.filter(f -> f > 5), "factors")
                .collect();
        assertThat(grouped).containsExactly(100L);
    }

    private static int sizeOf(RuntimeContext context) {
        return context.getBroadcastVariable("factors").size();
    }

    private static final class TimesAll extends RichMapFunction<Long, Long> {
        private long product;
        private long sum;

        @Override
        public void open(OpenContext context) {
            assertThat(getRuntimeContext().hasBroadcastVariable("factors")).isTrue();
            assertThat(getRuntimeContext().hasBroadcastVariable("others")).isFalse();
            product = getRuntimeContext().getBroadcastVariableWithInitializer("factors", (BroadcastVariableInitializer<
                            Integer, Long>)
                    all -> StreamSupport.stream(all.spliterator(), false)
                            .mapToLong(x -> x)
                            .reduce(1, (a, b) -> a * b));
            for (Tuple2<String, Long> name : getRuntimeContext().<Tuple2<String, Long>>getBroadcastVariable("names")) {
                sum += name.f1;
            }
        }

        @Override
        public Long map(Long value) {
            return value * product + sum;
        }
    }

    private static final class SumBeside extends RichReduceFunction<Long> {
        @Override
        public Long reduce(Long first, Long second) {
            return first + second + sizeOf(getRuntimeContext());
        }
    }

    private static final class CountBeside extends RichGroupReduceFunction<Long, Long> {
        @Override
        public void reduce(Iterable<Long> values, Collector<Long> out) {
            long count = sizeOf(getRuntimeContext());
            for (Long unused : values) {
                count++;
            }
            out.collect(count);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7})
    void givesFunctionsOfTwoInputsTheirBroadcastSets(int parallelism) throws Exception {
        ExecutionEnvironment env = env(parallelism);
        DataSet<Tuple2<Integer, String>> lefts = env.fromCollection(left());
        DataSet<Tuple2<Integer, String>> rights = env.fromCollection(right());
        DataSet<Integer> factors = env.fromElements(1, 2, 3);
        List<String> outer = lefts.fullOuterJoin(rights)
                .where(0)
                .equalTo(0)
                .with(new SidesBeside())
                .withBroadcastSet(factors, "factors")
                .collect();
        assertThat(outer.stream().filter("both3"::equals).count()).isEqualTo(5 * 4 * 4);
        assertThat(outer.stream().filter("left3"::equals).count()).isEqualTo(20);
        assertThat(outer.stream().filter("right3"::equals).count()).isEqualTo(20);
        List<Tuple3<Integer, Integer, Integer>> counts = lefts.coGroup(rights)
                .where(0)
                .equalTo(0)
                .with(new CountsBeside())
                .withBroadcastSet(factors, "factors")
                .collect();
        assertThat(sorted(counts)).isEqualTo(countsByKey());
        List<Integer> crossed = factors.cross(factors)
                .with(new ProductBeside())
                .withBroadcastSet(factors, "factors")
                .collect();
        assertThat(sorted(crossed)).containsExactly("12", "18", "18", "27", "3", "6", "6", "9", "9");
    }

    private static final class SidesBeside
            extends RichFlatJoinFunction<Tuple2<Integer, String>, Tuple2<Integer, String>, String> {
        @Override
        public void join(Tuple2<Integer, String> first, Tuple2<Integer, String> second, Collector<String> out) {
            String side = first == null ? "right" : second == null ? "left" : "both";
            out.collect(side + sizeOf(getRuntimeContext()));
        }
    }

    private static final class CountsBeside
            extends RichCoGroupFunction<
                    Tuple2<Integer, String>, Tuple2<Integer, String>, Tuple3<Integer, Integer, Integer>> {
        @Override
        public void coGroup(
                Iterable<Tuple2<Integer, String>> first,
                Iterable<Tuple2<Integer, String>> second,
                Collector<Tuple3<Integer, Integer, Integer>> out) {
            assertThat(sizeOf(getRuntimeContext())).isEqualTo(3);
            count(first, second, out);
        }
    }

    private static final class ProductBeside extends RichCrossFunction<Integer, Integer, Integer> {
        @Override
        public Integer cross(Integer first, Integer second) {
            return first * second * sizeOf(getRuntimeContext());
        }
    }

    @Test
    void refusesTwoBroadcastSetsOfOneName() {
        ExecutionEnvironment env = env(1);
        DataSet<Integer> data = env.fromElements(1);
        assertThatThrownBy(() -> data.map(x -> x).withBroadcastSet(data, "a").withBroadcastSet(data, "a"))
                .isInstanceOf(InvalidProgramException.class)
                .hasMessageContaining("'a'");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7})
    void meetsGroupsWhereThePartitionerSays(int parallelism) throws Exception {
        ExecutionEnvironment env = env(parallelism);
        Partitioner<Integer> first = (key, targets) -> 0;
        List<Tuple2<Integer, Integer>> subtasks = env.fromCollection(left())
                .groupBy(0)
                .withPartitioner(first)
                .reduceGroup(new SubtaskOfGroup())
                .collect();
        assertThat(subtasks).hasSize(10).allMatch(t -> t.f1 == 0);
        assertThat(env.fromCollection(left())
                        .join(env.fromCollection(right()))
                        .where(0)
                        .equalTo(0)
                        .withPartitioner(first)
                        .count())
                .isEqualTo(5 * 4 * 4);
        assertThatThrownBy(() -> env.fromCollection(left()).groupBy(0, 1).withPartitioner(first))
                .isInstanceOf(InvalidProgramException.class)
                .hasMessageContaining("one field");
    }

    @Test
    void meetsASelectorsTupleAndTheFieldsThatItIsMadeOf() throws Exception {
        ExecutionEnvironment env = env(2);
        DataSet<Tuple2<Integer, String>> left = env.fromCollection(left());
        DataSet<Tuple2<Integer, String>> right = env.fromCollection(right());
        KeySelector<Tuple2<Integer, String>, Tuple1<Integer>> one = new KeyAsTuple();
        assertThat(left.join(right).where(one).equalTo(0).count()).isEqualTo(5 * 4 * 4);
        assertThat(left.join(right).where("f0").equalTo(one).count()).isEqualTo(5 * 4 * 4);
        assertThat(left.join(right).where(one).equalTo(one).count()).isEqualTo(5 * 4 * 4);
        assertThat(sorted(left.coGroup(right)
                        .where(one)
                        .equalTo(0)
                        .with(BatchPairsTest::count)
                        .returns(Types.TUPLE(Types.INT, Types.INT, Types.INT))
                        .map(Tuple3::toString)
                        .collect()))
                .isEqualTo(countsByKey());
        assertThat(left.join(right).where(new Whole()).equalTo(0, 1).count()).isZero();
        assertThat(left.join(left).where(new Whole()).equalTo(0, 1).count()).isEqualTo(40);
        assertThatThrownBy(() -> left.join(right).where(one).equalTo(0, 1))
                .isInstanceOf(InvalidProgramException.class)
                .hasMessageContaining("number of specified keys");
        assertThatThrownBy(() -> left.join(right).where(one).equalTo(1))
                .isInstanceOf(InvalidProgramException.class)
                .hasMessageContaining("not compatible");
    }

    private static final class KeyAsTuple implements KeySelector<Tuple2<Integer, String>, Tuple1<Integer>> {
        @Override
        public Tuple1<Integer> getKey(Tuple2<Integer, String> record) {
            return Tuple1.of(record.f0);
        }
    }

    private static final class Whole implements KeySelector<Tuple2<Integer, String>, Tuple2<Integer, String>> {
        @Override
        public Tuple2<Integer, String> getKey(Tuple2<Integer, String> record) {
            return record;
        }
    }

    private static final class SubtaskOfGroup
            extends RichGroupReduceFunction<Tuple2<Integer, String>, Tuple2<Integer, Integer>> {
        @Override
        public void reduce(Iterable<Tuple2<Integer, String>> values, Collector<Tuple2<Integer, Integer>> out) {
            int key = values.iterator().next().f0;
            out.collect(Tuple2.of(key, getRuntimeContext().getIndexOfThisSubtask()));
        }
    }

    @Test
    void combinesGroupsWhereTheyAre() throws Exception {
        ExecutionEnvironment env = env(3);
        List<Tuple2<Integer, Integer>> counts = env.fromCollection(left())
                .rebalance()
                .groupBy(0)
                .<Tuple2<Integer, Integer>>combineGroup((values, out) -> {
                    int key = -1;
                    int count = 0;
                    for (Tuple2<Integer, String> value : values) {
                        key = value.f0;
                        count++;
                    }
                    out.collect(Tuple2.of(key, count));
                })
                .groupBy(0)
                .sum(1)
                .collect();
        assertThat(counts).hasSize(10).allMatch(t -> t.f1 == 4);
    }
}
