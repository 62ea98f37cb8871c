package io.millrace.testing.programs;

import static io.millrace.testing.programs.Results.sorted;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.dataflow.functions.CombineFunction;
import io.millrace.dataflow.functions.FilterFunction;
import io.millrace.dataflow.functions.FlatMapFunction;
import io.millrace.dataflow.functions.GroupCombineFunction;
import io.millrace.dataflow.functions.GroupReduceFunction;
import io.millrace.dataflow.functions.JoinFunction;
import io.millrace.dataflow.functions.MapFunction;
import io.millrace.dataflow.functions.ReduceFunction;
import io.millrace.dataflow.operators.Order;
import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.dataflow.tuple.Tuple3;
import io.millrace.dataflow.tuple.Tuple4;
import io.millrace.dataflow.types.Types;
import io.millrace.dataflow.util.Collector;
import io.millrace.dataset.DataSet;
import io.millrace.dataset.ExecutionEnvironment;
import io.millrace.dataset.aggregation.Aggregations;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The programs that everybody knows: word counts, a query with two joins, triangles, a step of a page rank. */
class ClassicBatchProgramsTest {
    static final String[] LINES = {
        "To be, or not to be,--that is the question:--",
        "Whether 'tis nobler in the mind to suffer",
        "The slings and arrows of outrageous fortune",
        "",
        "Or to take arms against a sea of troubles,",
        "And by opposing end them?--To die,--to sleep,--"
    };

    static Map<String, Integer> modelWordCount() {
        Map<String, Integer> counts = new TreeMap<>();
        for (String line : LINES) {
            for (String word : line.toLowerCase(Locale.ROOT).split("\\W+")) {
                if (!word.isEmpty()) {
                    counts.merge(word, 1, Integer::sum);
                }
            }
        }
        return counts;
    }

    private static List<String> modelLines(String format) {
        return sorted(modelWordCount().entrySet().stream()
                .map(e -> String.format(Locale.ROOT, format, e.getKey(), e.getValue()))
                .toList());
    }

    static final class Tokenizer implements FlatMapFunction<String, Tuple2<String, Integer>> {
        private static final long serialVersionUID = 1L;

        @Override
        public void flatMap(String value, Collector<Tuple2<String, Integer>> out) {
            for (String token : value.toLowerCase(Locale.ROOT).split("\\W+")) {
                if (token.length() > 0) {
                    out.collect(new Tuple2<>(token, 1));
                }
            }
        }
    }

    /** A bean: private fields behind getters and setters. */
    public static class Word {
        private String word = "";
        private int frequency;

        public Word() {}

        public Word(String word, int frequency) {
            this.word = word;
            this.frequency = frequency;
        }

        public String getWord() {
            return word;
        }

        public void setWord(String word) {
            this.word = word;
        }

        public int getFrequency() {
            return frequency;
        }

        public void setFrequency(int frequency) {
            this.frequency = frequency;
        }

        @Override
        public String toString() {
            return "Word=" + word + " freq=" + frequency;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7})
    void countsWordsByATokenizer(int parallelism) throws Exception {
        ExecutionEnvironment env = ExecutionEnvironment.createLocalEnvironment(parallelism);
        DataSet<Tuple2<String, Integer>> counts =
                env.fromElements(LINES).flatMap(new Tokenizer()).groupBy(0).sum(1);
        assertThat(sorted(counts.collect())).isEqualTo(modelLines("(%s,%d)"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7})
    void countsWordsByLambdas(int parallelism) throws Exception {
        ExecutionEnvironment env = ExecutionEnvironment.createLocalEnvironment(parallelism);
        DataSet<Tuple2<String, Integer>> counts = env.fromElements(LINES)
                .flatMap((String line, Collector<Tuple2<String, Integer>> out) -> {
                    for (String token : line.toLowerCase(Locale.ROOT).split("\\W+")) {
                        if (!token.isEmpty()) {
                            out.collect(Tuple2.of(token, 1));
                        }
                    }
                })
                .returns(Types.TUPLE(Types.STRING, Types.INT))
                .groupBy(t -> t.f0)
                .reduce((a, b) -> Tuple2.of(a.f0, a.f1 + b.f1));
        assertThat(sorted(counts.collect())).isEqualTo(modelLines("(%s,%d)"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7})
    void countsWordsInBeans(int parallelism) throws Exception {
        ExecutionEnvironment env = ExecutionEnvironment.createLocalEnvironment(parallelism);
        DataSet<Word> counts = env.fromElements(LINES)
                .flatMap(new FlatMapFunction<String, Word>() {
                    @Override
                    public void flatMap(String line, Collector<Word> out) {
                        for (String token : line.toLowerCase(Locale.ROOT).split("\\W+")) {
                            if (!token.isEmpty()) {
                                out.collect(new Word(token, 1));
                            }
                        }
                    }
                })
                .groupBy("word")
                .reduce(new ReduceFunction<Word>() {
                    @Override
                    public Word reduce(Word a, Word b) {
                        return new Word(a.getWord(), a.getFrequency() + b.getFrequency());
                    }
                });
        assertThat(sorted(counts.collect())).isEqualTo(modelLines("Word=%s freq=%d"));
    }

    /** A tuple with names, as TPC-H programs have them. */
    public static class Lineitem extends Tuple4<Long, Double, Double, String> {
        private static final long serialVersionUID = 1L;

        public Lineitem() {}

        public Lineitem(Long order, Double price, Double discount, String shipped) {
            super(order, price, discount, shipped);
        }

        double revenue() {
            return f1 * (1 - f2);
        }
    }

    /** The result of the query; filled field by field. */
    public static class ShippingPriority extends Tuple4<Long, Double, String, Long> {
        private static final long serialVersionUID = 1L;

        public ShippingPriority() {}

        public ShippingPriority(Long order, Double revenue, String date, Long priority) {
            super(order, revenue, date, priority);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7})
    void answersAQueryWithTwoJoins(int parallelism) throws Exception {
        Random random = new Random(5);
        List<Tuple2<Long, String>> customers = new ArrayList<>();
        List<Tuple3<Long, Long, String>> orders = new ArrayList<>();
        List<Lineitem> items = new ArrayList<>();
        for (long i = 0; i < 50; i++) {
            customers.add(Tuple2.of(i, random.nextBoolean() ? "AUTOMOBILE" : "BUILDING"));
        }
        for (long i = 0; i < 300; i++) {
            orders.add(Tuple3.of(i, (long) random.nextInt(60), "1995-0" + (1 + random.nextInt(5)) + "-12"));
        }
        for (int i = 0; i < 2000; i++) {
            String shipped = "1995-0" + (1 + random.nextInt(5)) + "-12";
            items.add(new Lineitem(
                    (long) random.nextInt(320), (double) random.nextInt(1000), random.nextInt(4) / 4.0, shipped));
        }

        ExecutionEnvironment env = ExecutionEnvironment.createLocalEnvironment(parallelism);
        DataSet<Lineitem> shippedLater = env.fromCollection(items).filter(l -> l.f3.compareTo("1995-03-01") > 0);
        DataSet<Tuple2<Long, String>> buyers = env.fromCollection(customers)
                .filter(new FilterFunction<Tuple2<Long, String>>() {
                    @Override
                    public boolean filter(Tuple2<Long, String> customer) {
                        return customer.f1.equals("AUTOMOBILE");
                    }
                });
        DataSet<Tuple3<Long, Long, String>> early =
                env.fromCollection(orders).filter(o -> o.f2.compareTo("1995-03-20") < 0);
        DataSet<ShippingPriority> result = buyers.join(early)
                .where(0)
                .equalTo(1)
                .with(new JoinFunction<Tuple2<Long, String>, Tuple3<Long, Long, String>, ShippingPriority>() {
                    @Override
                    public ShippingPriority join(Tuple2<Long, String> c, Tuple3<Long, Long, String> o) {
                        return new ShippingPriority(o.f0, 0.0, o.f2, 0L);
                    }
                })
                .join(shippedLater)
                .where(0)
                .equalTo(0)
                .with(new JoinFunction<ShippingPriority, Lineitem, ShippingPriority>() {
                    @Override
                    public ShippingPriority join(ShippingPriority priority, Lineitem item) {
                        priority.f1 = item.revenue(); // in place, as such programs do
                        return priority;
                    }
                })
                .groupBy(0, 2, 3)
                .aggregate(Aggregations.SUM, 1);

        Map<Long, ShippingPriority> model = new TreeMap<>();
        for (Tuple3<Long, Long, String> o : orders) {
            boolean wanted = o.f2.compareTo("1995-03-20") < 0
                    && o.f1 < customers.size()
                    && customers.get(o.f1.intValue()).f1.equals("AUTOMOBILE");
            for (Lineitem l : items) {
                if (wanted && l.f0.equals(o.f0) && l.f3.compareTo("1995-03-01") > 0) {
                    model.computeIfAbsent(o.f0, k -> new ShippingPriority(k, 0.0, o.f2, 0L)).f1 += l.revenue();
                }
            }
        }
        assertThat(sorted(result.collect())).isEqualTo(sorted(model.values()));
    }

    /** Reuses its output and keeps what it was given, both of which are allowed. */
    private static final class TriadBuilder
            implements GroupReduceFunction<Tuple2<Integer, Integer>, Tuple3<Integer, Integer, Integer>> {
        private static final long serialVersionUID = 1L;

        private final List<Integer> vertices = new ArrayList<>();
        private final Tuple3<Integer, Integer, Integer> triad = new Tuple3<>();

        @Override
        public void reduce(Iterable<Tuple2<Integer, Integer>> group, Collector<Tuple3<Integer, Integer, Integer>> out) {
            Iterator<Tuple2<Integer, Integer>> edges = group.iterator();
            vertices.clear();
            Tuple2<Integer, Integer> first = edges.next();
            triad.f0 = first.f0;
            vertices.add(first.f1);
            while (edges.hasNext()) {
                Integer higher = edges.next().f1;
                for (Integer lower : vertices) {
                    triad.f1 = lower;
                    triad.f2 = higher;
                    out.collect(triad);
                }
                vertices.add(higher);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7})
    void enumeratesTriangles(int parallelism) throws Exception {
        Random random = new Random(9);
        Set<Tuple2<Integer, Integer>> edges = new LinkedHashSet<>();
        while (edges.size() < 80) {
            int a = random.nextInt(20);
            int b = random.nextInt(20);
            if (a != b) {
                edges.add(Tuple2.of(Math.max(a, b), Math.min(a, b)));
            }
        }
        ExecutionEnvironment env = ExecutionEnvironment.createLocalEnvironment(parallelism);
        DataSet<Tuple2<Integer, Integer>> byId = env.fromCollection(edges)
                .map(new MapFunction<Tuple2<Integer, Integer>, Tuple2<Integer, Integer>>() {
                    @Override
                    public Tuple2<Integer, Integer> map(Tuple2<Integer, Integer> edge) {
                        return edge.swap();
                    }
                });
        DataSet<Tuple3<Integer, Integer, Integer>> triangles = byId.groupBy(0)
                .sortGroup(1, Order.ASCENDING)
                .reduceGroup(new TriadBuilder())
                .join(byId)
                .where(1, 2)
                .equalTo(0, 1)
                .with((triad, edge) -> triad);

        Set<String> model = new TreeSet<>();
        for (Tuple2<Integer, Integer> one : edges) {
            for (Tuple2<Integer, Integer> two : edges) {
                if (one.f1.equals(two.f1) && one.f0 < two.f0 && edges.contains(Tuple2.of(two.f0, one.f0))) {
                    model.add("(" + one.f1 + "," + one.f0 + "," + two.f0 + ")");
                }
            }
        }
        assertThat(model).isNotEmpty();
        assertThat(sorted(triangles.collect())).containsExactlyElementsOf(model);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7})
    void takesAStepOfAPageRank(int parallelism) throws Exception {
        ExecutionEnvironment env = ExecutionEnvironment.createLocalEnvironment(parallelism);
        long[][] links = {{1, 2}, {1, 15}, {2, 3}, {2, 4}, {2, 5}, {3, 1}, {4, 1}, {5, 1}, {15, 1}};
        DataSet<Tuple2<Long, Long>> edges = env.fromCollection(
                Arrays.stream(links).map(l -> Tuple2.of(l[0], l[1])).toList());
        DataSet<Tuple2<Long, Double>> ranks = edges.<io.millrace.dataflow.tuple.Tuple1<Long>>project(0)
                .distinct()
                .map(t -> Tuple2.of(t.f0, 1.0));
        DataSet<Tuple2<Long, Long[]>> adjacency = edges.groupBy(0)
                .reduceGroup((Iterable<Tuple2<Long, Long>> group, Collector<Tuple2<Long, Long[]>> out) -> {
                    List<Long> targets = new ArrayList<>();
                    long page = 0;
                    for (Tuple2<Long, Long> edge : group) {
                        page = edge.f0;
                        targets.add(edge.f1);
                    }
                    out.collect(Tuple2.of(page, targets.toArray(new Long[0])));
                });
        DataSet<Tuple2<Long, Double>> next = ranks.join(adjacency)
                .where(0)
                .equalTo(0)
                .flatMap(
                        (Tuple2<Tuple2<Long, Double>, Tuple2<Long, Long[]>> pair,
                                Collector<Tuple2<Long, Double>> out) -> {
                            for (Long target : pair.f1.f1) {
                                out.collect(Tuple2.of(target, pair.f0.f1 / pair.f1.f1.length));
                            }
                        })
                .groupBy(0)
                .sum(1);

        Map<Long, Double> degrees = new HashMap<>();
        Map<Long, Double> model = new TreeMap<>();
        for (long[] link : links) {
            degrees.merge(link[0], 1.0, Double::sum);
        }
        for (long[] link : links) {
            model.merge(link[1], 1.0 / degrees.get(link[0]), Double::sum);
        }
        Map<Long, Double> found = new TreeMap<>();
        for (Tuple2<Long, Double> rank : next.collect()) {
            found.put(rank.f0, rank.f1);
        }
        assertThat(found.keySet()).isEqualTo(model.keySet());
        found.forEach(
                (page, rank) -> assertThat(rank).isCloseTo(model.get(page), org.assertj.core.data.Offset.offset(1e-9)));
    }

    private static final class CountWithCombiner
            implements GroupReduceFunction<Tuple2<String, Integer>, Tuple2<String, Integer>>,
                    GroupCombineFunction<Tuple2<String, Integer>, Tuple2<String, Integer>> {
        private static final long serialVersionUID = 1L;

        @Override
        public void reduce(Iterable<Tuple2<String, Integer>> group, Collector<Tuple2<String, Integer>> out) {
            String key = "";
            int sum = 0;
            for (Tuple2<String, Integer> record : group) {
                key = record.f0;
                sum += record.f1;
            }
            out.collect(Tuple2.of(key, sum));
        }

        @Override
        public void combine(Iterable<Tuple2<String, Integer>> group, Collector<Tuple2<String, Integer>> out) {
            reduce(group, out);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7})
    void combinesSkewedGroups(int parallelism) throws Exception {
        ExecutionEnvironment env = ExecutionEnvironment.createLocalEnvironment(parallelism);
        DataSet<Tuple2<String, Integer>> records =
                env.generateSequence(1, 20_000).map(i -> Tuple2.of(i % 100 == 0 ? "k" + i % 700 : "most", 1));
        List<String> expected = List.of(
                "(k0,28)",
                "(k100,29)",
                "(k200,29)",
                "(k300,29)",
                "(k400,29)",
                "(k500,28)",
                "(k600,28)",
                "(most,19800)");
        assertThat(sorted(
                        records.groupBy(0).reduceGroup(new CountWithCombiner()).collect()))
                .isEqualTo(expected);
        assertThat(sorted(records.groupBy(0)
                        .reduceGroup(new CountWithCombiner())
                        .setCombinable(false)
                        .collect()))
                .isEqualTo(expected);
    }

    /** Counts, and says of what: records made by combining have a name that ends in a star. */
    private static final class CountOfCombined
            implements GroupReduceFunction<Tuple2<String, Integer>, Tuple2<String, Integer>>,
                    CombineFunction<Tuple2<String, Integer>, Tuple2<String, Integer>> {
        private static final long serialVersionUID = 1L;

        @Override
        public void reduce(Iterable<Tuple2<String, Integer>> group, Collector<Tuple2<String, Integer>> out) {
            int sum = 0;
            boolean combined = true;
            for (Tuple2<String, Integer> record : group) {
                combined &= record.f0.endsWith("*");
                sum += record.f1;
            }
            out.collect(Tuple2.of(combined ? "combined" : "plain", sum));
        }

        @Override
        public Tuple2<String, Integer> combine(Iterable<Tuple2<String, Integer>> group) {
            int sum = 0;
            for (Tuple2<String, Integer> record : group) {
                sum += record.f1;
            }
            return Tuple2.of("x*", sum);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void combinesToOneRecordWhereTheRecordsAre(int parallelism) throws Exception {
        ExecutionEnvironment env = ExecutionEnvironment.createLocalEnvironment(parallelism);
        DataSet<Tuple2<String, Integer>> records =
                env.generateSequence(1, 1000).map(i -> Tuple2.of("x", 1)).returns(Types.TUPLE(Types.STRING, Types.INT));
        List<Tuple2<String, Integer>> combined = List.of(Tuple2.of("combined", 1000));
        assertThat(records.reduceGroup(new CountOfCombined()).collect()).isEqualTo(combined);
        assertThat(records.rebalance().reduceGroup(new CountOfCombined()).collect())
                .isEqualTo(combined);
        assertThat(records.reduceGroup(new CountOfCombined())
                        .setCombinable(false)
                        .collect())
                .containsExactly(Tuple2.of("plain", 1000));
    }
}
