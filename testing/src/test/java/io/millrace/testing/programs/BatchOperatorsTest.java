package io.millrace.testing.programs;

import static io.millrace.testing.programs.Results.sorted;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.dataflow.JobExecutionResult;
import io.millrace.dataflow.accumulators.IntCounter;
import io.millrace.dataflow.accumulators.LongCounter;
import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.functions.MapFunction;
import io.millrace.dataflow.functions.OpenContext;
import io.millrace.dataflow.functions.Partitioner;
import io.millrace.dataflow.functions.RichFilterFunction;
import io.millrace.dataflow.functions.RichMapFunction;
import io.millrace.dataflow.io.GenericInputFormat;
import io.millrace.dataflow.io.GenericInputSplit;
import io.millrace.dataflow.operators.Order;
import io.millrace.dataflow.operators.base.JoinOperatorBase.JoinHint;
import io.millrace.dataflow.tuple.Tuple1;
import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.dataflow.tuple.Tuple3;
import io.millrace.dataflow.tuple.Tuple4;
import io.millrace.dataflow.util.Collector;
import io.millrace.dataflow.util.NumberSequenceIterator;
import io.millrace.dataset.DataSet;
import io.millrace.dataset.ExecutionEnvironment;
import io.millrace.dataset.io.DiscardingOutputFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each operator of the DataSet API as programs use it, with keys of every kind. */
class BatchOperatorsTest {
    private static ExecutionEnvironment env(int parallelism) {
        return ExecutionEnvironment.createLocalEnvironment(parallelism);
    }

    private static List<Tuple3<Integer, String, Double>> hundred() {
        return IntStream.range(0, 100)
                .mapToObj(i -> Tuple3.of(i % 10, "s" + i % 4, (double) i))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7})
    void projectsDistinctsUnionsAndFirsts(int parallelism) throws Exception {
        List<Tuple3<Integer, String, Double>> records = hundred();
        DataSet<Tuple3<Integer, String, Double>> data = env(parallelism).fromCollection(records);
        DataSet<Tuple2<String, Integer>> swapped = data.project(1, 0);
        assertThat(sorted(swapped.collect()))
                .isEqualTo(
                        sorted(records.stream().map(t -> Tuple2.of(t.f1, t.f0)).toList()));
        assertThat(swapped.distinct().count()).isEqualTo(20);
        assertThat(data.distinct(0).count()).isEqualTo(10);
        assertThat(data.distinct("f1").count()).isEqualTo(4);
        assertThat(data.distinct(t -> t.f0 % 2).count()).isEqualTo(2);
        assertThat(data.union(data).union(data.filter(t -> t.f0 == 3)).count()).isEqualTo(210);
        assertThat(data.first(5).count()).isEqualTo(5);
        assertThat(data.groupBy(0).first(3).count()).isEqualTo(30);
        assertThat(sorted(
                        data.groupBy(0).sortGroup(2, Order.DESCENDING).first(2).collect()))
                .isEqualTo(sorted(records.subList(80, 100)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7})
    void aggregatesTuples(int parallelism) throws Exception {
        DataSet<Tuple3<Integer, String, Double>> data = env(parallelism).fromCollection(hundred());
        assertThat(sorted(data.minBy(1, 2).collect())).containsExactly("(0,s0,0.0)");
        assertThat(sorted(data.maxBy(1, 2).collect())).containsExactly("(9,s3,99.0)");
        assertThat(sorted(data.groupBy("f1").maxBy(0, 2).collect()))
                .containsExactly("(8,s0,88.0)", "(8,s2,98.0)", "(9,s1,89.0)", "(9,s3,99.0)");
        assertThat(sorted(data.groupBy(1).sum(2).andMax(0).collect()))
                .containsExactly("(8,s0,1200.0)", "(8,s2,1250.0)", "(9,s1,1225.0)", "(9,s3,1275.0)");
        assertThat(data.sum(2).andMin(0).collect().get(0).f2).isEqualTo(4950.0);
        assertThat(data.filter(t -> false).sum(2).collect()).isEmpty();
        assertThat(env(parallelism).generateSequence(1, 1000).reduce(Long::sum).collect())
                .containsExactly(500_500L);
        assertThat(env(parallelism)
                        .generateSequence(1, 9)
                        .filter(i -> i > 9)
                        .reduce(Long::sum)
                        .collect())
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(JoinHint.class)
    void joinsAlikeUnderEveryHint(JoinHint hint) throws Exception {
        for (int parallelism : new int[] {1, 2, 3, 7}) {
            List<Tuple2<Integer, String>> left = new ArrayList<>();
            List<Tuple3<String, Integer, Long>> right = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                left.add(Tuple2.of(i % 12, "l" + i));
                right.add(Tuple3.of("r" + i, i % 17, (long) i));
            }
            List<Tuple4<String, String, Long, Integer>> model = new ArrayList<>();
            left.forEach(l -> right.stream()
                    .filter(r -> r.f1.equals(l.f0))
                    .forEach(r -> model.add(Tuple4.of(l.f1, r.f0, r.f2, l.f0))));
            ExecutionEnvironment env = env(parallelism);
            DataSet<Tuple4<String, String, Long, Integer>> joined = env.fromCollection(left)
                    .join(env.fromCollection(right), hint)
                    .where(0)
                    .equalTo("f1")
                    .projectFirst(1)
                    .projectSecond(0, 2)
                    .projectFirst(0);
            assertThat(sorted(joined.collect())).isEqualTo(sorted(model));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7})
    void joinsByLambdasWithAndWithoutPartners(int parallelism) throws Exception {
        DataSet<Long> numbers = env(parallelism).generateSequence(1, 10);
        DataSet<Long> even = numbers.map(x -> x * 2);
        assertThat(sorted(numbers.join(even)
                        .where(x -> x)
                        .equalTo(x -> x)
                        .with((x, y) -> x + y)
                        .collect()))
                .containsExactly("12", "16", "20", "4", "8");
        assertThat(numbers.join(even)
                        .where(x -> x)
                        .equalTo(x -> x)
                        .with((Long x, Long y, Collector<String> out) -> {
                            out.collect("x" + x);
                            out.collect("y" + y);
                        })
                        .count())
                .isEqualTo(10);
        assertThat(sorted(numbers.leftOuterJoin(even)
                        .where(x -> x)
                        .equalTo(x -> x)
                        .with((@Nullable Long x, @Nullable Long y) -> x + ":" + y)
                        .collect()))
                .containsExactly("10:10", "1:null", "2:2", "3:null", "4:4", "5:null", "6:6", "7:null", "8:8", "9:null");
        assertThat(sorted(numbers.rightOuterJoin(even)
                        .where(x -> x)
                        .equalTo(x -> x)
                        .with((@Nullable Long x, @Nullable Long y) -> x + ":" + y)
                        .collect()))
                .hasSize(10)
                .contains("null:12", "10:10");
        assertThat(numbers.fullOuterJoin(even)
                        .where(x -> x)
                        .equalTo(x -> x)
                        .with((@Nullable Long x, @Nullable Long y) -> x + ":" + y)
                        .count())
                .isEqualTo(15);
    }

    /** A bean in a bean, and a tuple in it. */
    public static class Sale {
        public int id;
        public Place place = new Place();
        public Tuple2<String, Long> tag = new Tuple2<>();

        @Override
        public String toString() {
            return "Sale " + id;
        }
    }

    /** The bean inside. */
    public static class Place {
        public @Nullable String city;
        public @Nullable String zip;
    }

    record Reading(String sensor, int value) {}

    enum Color {
        RED,
        BLUE
    }

    private static List<Sale> sales() {
        List<Sale> sales = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            Sale sale = new Sale();
            sale.id = i;
            sale.place.city = "c" + i % 3;
            sale.place.zip = "z" + i % 2;
            sale.tag = Tuple2.of("t" + i % 5, (long) i);
            sales.add(sale);
        }
        return sales;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7})
    void findsNestedFields(int parallelism) throws Exception {
        DataSet<Sale> sales = env(parallelism).fromCollection(sales());
        assertThat(sales.groupBy("place.city", "tag.f0").first(1).count()).isEqualTo(15);
        assertThat(sales.groupBy("place").first(1).count()).isEqualTo(6);
        assertThat(sales.distinct("place.zip").count()).isEqualTo(2);
        assertThat(sales.join(sales)
                        .where("place.zip", "tag.f1")
                        .equalTo("place.zip", "tag.f1")
                        .count())
                .isEqualTo(40);
        assertThat(sorted(sales.groupBy("place.city")
                        .sortGroup("tag.f1", Order.DESCENDING)
                        .first(1)
                        .collect()))
                .containsExactly("Sale 37", "Sale 38", "Sale 39");
        assertThat(sorted(sales.groupBy(s -> s.place.city)
                        .sortGroup(s -> -s.id, Order.ASCENDING)
                        .first(1)
                        .collect()))
                .containsExactly("Sale 37", "Sale 38", "Sale 39");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7})
    void carriesRecordsEnumsArraysAndLists(int parallelism) throws Exception {
        ExecutionEnvironment env = env(parallelism);
        assertThat(sorted(env.generateSequence(0, 19)
                        .map(i -> new Reading("s" + i % 3, i.intValue()))
                        .groupBy(Reading::sensor)
                        .reduce((a, b) -> new Reading(a.sensor(), a.value() + b.value()))
                        .collect()))
                .containsExactly(
                        "Reading[sensor=s0, value=63]", "Reading[sensor=s1, value=70]", "Reading[sensor=s2, value=57]");
        assertThat(sorted(env.fromElements(Color.RED, Color.BLUE, Color.RED)
                        .map(c -> Tuple2.of(c, 1))
                        .groupBy(0)
                        .sum(1)
                        .collect()))
                .containsExactly("(BLUE,1)", "(RED,2)");
        assertThat(sorted(env.fromElements("a,b", "c", "")
                        .map(s -> s.split(",", -1))
                        .map(parts -> List.of(parts))
                        .collect()))
                .containsExactly("[]", "[a, b]", "[c]");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7})
    void opensFunctionsAndAddsUpAccumulators(int parallelism) throws Exception {
        ExecutionEnvironment env = env(parallelism);
        Configuration limit = new Configuration();
        limit.setInteger("limit", 50);
        env.generateSequence(1, 100)
                .filter(new RichFilterFunction<Long>() {
                    private int most;

                    @Override
                    public void open(Configuration parameters) {
                        most = parameters.getInteger("limit", 0);
                    }

                    @Override
                    public boolean filter(Long value) {
                        return value <= most;
                    }
                })
                .withParameters(limit)
                .map(new RichMapFunction<Long, Long>() {
                    private final IntCounter records = new IntCounter();
                    private final LongCounter closed = new LongCounter();

                    @Override
                    public void open(OpenContext context) {
                        getRuntimeContext().addAccumulator("records", records);
                        getRuntimeContext().addAccumulator("closed", closed);
                    }

                    @Override
                    public Long map(Long value) {
                        records.add(1);
                        return value;
                    }

                    @Override
                    public void close() {
                        closed.add(1);
                    }
                })
                .output(new DiscardingOutputFormat<>());
        JobExecutionResult result = env.execute("accumulators");
        assertThat(result.<Integer>getAccumulatorResult("records")).isEqualTo(50);
        assertThat(result.<Long>getAccumulatorResult("closed")).isEqualTo(parallelism);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7})
    void partitionsAndSorts(int parallelism) throws Exception {
        DataSet<Long> numbers = env(parallelism).generateSequence(1, 50);
        assertThat(numbers.sortPartition(x -> x, Order.DESCENDING)
                        .setParallelism(1)
                        .collect())
                .isEqualTo(LongStream.rangeClosed(1, 50).mapToObj(i -> 51 - i).toList());
        Partitioner<Long> odd = (key, partitions) -> (int) (key % partitions);
        assertThat(numbers.partitionCustom(odd, x -> x).count()).isEqualTo(50);
        assertThat(numbers.map(i -> Tuple1.of(i)).partitionByHash(0).rebalance().count())
                .isEqualTo(50);
        assertThat(numbers.map(x -> x + 1)
                        .setParallelism(2)
                        .filter(x -> x > 10)
                        .setParallelism(3)
                        .count())
                .isEqualTo(41);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7})
    void mapsWholePartitions(int parallelism) throws Exception {
        ExecutionEnvironment env = env(parallelism);
        DataSet<Long> sums = env.generateSequence(1, 1000)
                .mapPartition((Iterable<Long> values, Collector<Long> out) -> {
                    long sum = 0;
                    for (Long value : values) {
                        sum += value;
                    }
                    out.collect(sum);
                });
        assertThat(sums.count()).isEqualTo(parallelism);
        assertThat(sums.reduce(Long::sum).collect()).containsExactly(500_500L);
        assertThat(env.fromElements("only")
                        .rebalance()
                        .mapPartition((Iterable<String> values, Collector<Integer> out) -> {
                            int count = 0;
                            for (String unused : values) {
                                count++;
                            }
                            out.collect(count);
                        })
                        .collect())
                .hasSize(parallelism)
                .contains(1);
        assertThat(env.fromElements(3, 1, 2)
                        .mapPartition(
                                (Iterable<Integer> values, Collector<Integer> out) -> values.forEach(out::collect))
                        .setParallelism(1)
                        .collect())
                .containsExactly(3, 1, 2);
    }

    /** Generates, a share in each split. */
    private static final class Range extends GenericInputFormat<String> {
        private static final long serialVersionUID = 1L;

        private final int end;
        private int next;
        private int step;

        Range(int end) {
            this.end = end;
        }

        @Override
        public void open(GenericInputSplit split) throws IOException {
            super.open(split);
            next = split.getSplitNumber();
            step = split.getTotalNumberOfSplits();
        }

        @Override
        public boolean reachedEnd() {
            return next >= end;
        }

        @Override
        public String nextRecord(@Nullable String reuse) {
            next += step;
            return "r" + (next - step);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7})
    void readsSourcesOfUsers(int parallelism) throws Exception {
        ExecutionEnvironment env = env(parallelism);
        assertThat(sorted(env.createInput(new Range(20)).collect()))
                .isEqualTo(sorted(IntStream.range(0, 20).mapToObj(i -> "r" + i).toList()));
        assertThat(env.fromParallelCollection(new NumberSequenceIterator(1L, 100L), Long.class)
                        .reduce(Long::sum)
                        .collect())
                .containsExactly(5050L);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void keepsApartWhatFunctionsChangeAndReuse(boolean objectReuse) throws Exception {
        ExecutionEnvironment env = env(3);
        if (objectReuse) {
            env.getConfig().enableObjectReuse();
        }
        DataSet<Tuple2<Long, Long>> reused = env.generateSequence(1, 1000)
                .map(new MapFunction<Long, Tuple2<Long, Long>>() {
                    private final Tuple2<Long, Long> out = new Tuple2<>();

                    @Override
                    public Tuple2<Long, Long> map(Long value) {
                        out.f0 = value % 10;
                        out.f1 = value;
                        return out;
                    }
                });
        assertThat(new HashSet<>(reused.collect())).hasSize(1000);
        assertThat(sorted(reused.groupBy(0).sum(1).collect()))
                .contains("(0,50500)")
                .hasSize(10);
        assertThat(sorted(reused.groupBy(0)
                        .reduce((a, b) -> {
                            a.f1 += b.f1;
                            return a;
                        })
                        .collect()))
                .contains("(0,50500)");
        assertThat(reused.join(reused).where(1).equalTo(1).count()).isEqualTo(1000);
    }

    @Test
    void keepsBranchesApart() throws Exception {
        ExecutionEnvironment env = env(2);
        DataSet<Tuple1<Integer>> data = env.fromElements(1, 2, 3).map(i -> Tuple1.of(i));
        DataSet<Tuple1<Integer>> hundreds = data.map(t -> {
            t.f0 *= 100;
            return t;
        });
        DataSet<Tuple1<Integer>> next = data.map(t -> {
            t.f0 += 1;
            return t;
        });
        assertThat(sorted(hundreds.union(next).collect()))
                .containsExactly("(100)", "(2)", "(200)", "(3)", "(300)", "(4)");
    }

    @Test
    void runsDeepPlansAndDiamondsWithoutADeadlock() throws Exception {
        ExecutionEnvironment env = env(3);
        DataSet<Long> deep = env.generateSequence(1, 1000);
        for (int i = 0; i < 50; i++) {
            deep = i % 10 == 9
                    ? deep.rebalance().map(x -> x + 1)
                    : deep.map(x -> x + 1).setParallelism(1 + i % 3);
        }
        assertThat(deep.reduce(Long::sum).collect()).containsExactly(550_500L);

        DataSet<Long> many = env.generateSequence(1, 200_000);
        DataSet<Tuple2<Long, Long>> counts =
                many.map(x -> Tuple2.of(x % 100, 1L)).groupBy(0).sum(1);
        assertThat(many.join(counts)
                        .where(x -> x % 100)
                        .equalTo(0)
                        .with((x, count) -> count.f1)
                        .reduce(Long::sum)
                        .collect())
                .containsExactly(400_000_000L);
    }
}
