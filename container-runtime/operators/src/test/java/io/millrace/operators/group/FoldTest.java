package io.millrace.operators.group;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.dataflow.contract.Operator;
import io.millrace.dataflow.contract.OperatorFactory;
import io.millrace.dataflow.functions.ReduceFunction;
import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.dataflow.tuple.Tuple4;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.types.Types;
import io.millrace.operators.function.Resizable;
import io.millrace.operators.harness.OperatorHarness;
import io.millrace.testing.seeds.Seeds;
import io.millrace.types.key.TupleFieldKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/** Aggregations of tuples of numbers, which lie side by side, against the same by objects in a tree. */
class FoldTest {
    private static final TypeInformation<Tuple4<Double, Integer, Long, Integer>> WIDE =
            Types.TUPLE(Types.DOUBLE, Types.INT, Types.LONG, Types.INT);
    private static final TypeInformation<Tuple2<Long, Double>> PAIR = Types.TUPLE(Types.LONG, Types.DOUBLE);
    private static final TupleAggregation<Tuple2<Long, Double>> SUM =
            new TupleAggregation<>(Map.of(1, FieldFold.SUM_DOUBLE));

    /** A tuple that a user made a class of. */
    public static final class Named extends Tuple2<Long, Double> {
        private static final long serialVersionUID = 1L;

        public Named() {}

        Named(long key, double value) {
            super(key, value);
        }
    }

    private static <T> OperatorFactory reducing(ReduceFunction<T> function, int key, TypeInformation<T> type) {
        return new ReduceFactory<>(function, new TupleFieldKey<>(key), type);
    }

    private static <T> OperatorFactory combining(ReduceFunction<T> function, int key, TypeInformation<T> type) {
        return new CombineFactory<>(function, new TupleFieldKey<>(key), type);
    }

    /** As in a loop, where the superstep before says how large a table should be: too large, too small or just right. */
    private static OperatorFactory startingAnywhere(Random random, OperatorFactory factory) {
        int size = FoldTable.PLACES_AT_FIRST << random.nextInt(12);
        return () -> {
            Operator operator = factory.create();
            ((Resizable) operator).startAt(size);
            return operator;
        };
    }

    private static double anyDouble(Random random) {
        double[] special = {0.0, -0.0, Double.NaN, Double.NEGATIVE_INFINITY, Double.MAX_VALUE};
        return random.nextInt(4) == 0 ? special[random.nextInt(special.length)] : random.nextDouble() - 0.5;
    }

    @ParameterizedTest
    @Seeds(30)
    void foldsAllKindsOfFieldsAsTheirObjectsAreFolded(long seed, int size) {
        Random random = new Random(seed);
        TupleAggregation<Tuple4<Double, Integer, Long, Integer>> folds = new TupleAggregation<>(Map.of(
                0,
                random.nextBoolean() ? FieldFold.MIN : FieldFold.MAX,
                2,
                random.nextBoolean() ? FieldFold.SUM_LONG : FieldFold.MIN,
                3,
                random.nextBoolean() ? FieldFold.SUM_INTEGER : FieldFold.MAX));
        int keys = 1 + random.nextInt(10 * size + 1);
        List<Tuple4<Double, Integer, Long, Integer>> input = new ArrayList<>();
        Map<Integer, Tuple4<Double, Integer, Long, Integer>> model = new TreeMap<>();
        for (int i = 0; i < size * 40; i++) {
            var tuple =
                    Tuple4.of(anyDouble(random), random.nextInt(keys) - keys / 2, random.nextLong(), random.nextInt());
            input.add(tuple);
            model.merge(tuple.f1, tuple.copy(), folds::reduce);
        }
        new OperatorHarness<Tuple4<Double, Integer, Long, Integer>>(startingAnywhere(random, reducing(folds, 1, WIDE)))
                .pages(256, random.nextBoolean() ? SpillingTable.PAGES_MIN : 4096)
                .check(input, output -> assertThat(output).containsExactlyInAnyOrderElementsOf(model.values()));
    }

    @ParameterizedTest
    @Seeds(30)
    void combinesWithoutLosingOrDoublingHoweverFewPlacesThereAre(long seed, int size) {
        Random random = new Random(seed);
        int keys = 1 + random.nextInt(100 * size);
        List<Tuple2<Long, Double>> input = new ArrayList<>();
        for (int i = 0; i < size * 100; i++) {
            input.add(Tuple2.of((long) random.nextInt(keys), (double) random.nextInt(1000)));
        }
        new OperatorHarness<Tuple2<Long, Double>>(startingAnywhere(random, combining(SUM, 0, PAIR)))
                .pages(1024, random.nextInt(3))
                .check(input, output -> {
                    assertThat(sums(output)).isEqualTo(sums(input));
                    assertThat(output.size()).isLessThanOrEqualTo(input.size());
                });
        new OperatorHarness<Tuple2<Long, Double>>(startingAnywhere(random, combining(SUM, 0, PAIR)))
                .pages(32 * 1024, 1024)
                .check(
                        input,
                        output -> assertThat(output).hasSameSizeAs(sums(input).keySet()));
    }

    private static Map<Long, Double> sums(List<Tuple2<Long, Double>> records) {
        Map<Long, Double> sums = new TreeMap<>();
        records.forEach(record -> sums.merge(record.f0, record.f1, Double::sum));
        return sums;
    }

    @Test
    void takesTuplesThatAreNotAsTheirTypeSays() {
        List<Tuple2<Long, Double>> input = List.of(
                Tuple2.of(1L, 1.0), Tuple2.of(2L, 2.0), new Named(1, 3), Tuple2.of(0L, 5.0), Tuple2.of(1L, 4.0));
        for (OperatorFactory factory : List.of(reducing(SUM, 0, PAIR), combining(SUM, 0, PAIR))) {
            new OperatorHarness<Tuple2<Long, Double>>(factory)
                    .pages(1024, 64)
                    .check(input, output -> assertThat(sums(output)).isEqualTo(Map.of(0L, 5.0, 1L, 8.0, 2L, 2.0)));
        }
    }

    @Test
    void leavesAValueOutThatIsAloneAndNull() {
        Tuple2<Long, Double> none = new Tuple2<>(7L, null);
        for (OperatorFactory factory : List.of(reducing(SUM, 0, PAIR), combining(SUM, 0, PAIR))) {
            new OperatorHarness<Tuple2<Long, Double>>(factory)
                    .pages(1024, 64)
                    .check(List.of(none), output -> assertThat(output).containsExactly(none));
        }
    }

    /** Texts of which some have equal hash codes. */
    @ParameterizedTest
    @Seeds(30)
    void combinesByTextsAsByNumbersHoweverFewPlacesThereAre(long seed, int size) {
        TypeInformation<Tuple4<Integer, String, Long, Double>> type =
                Types.TUPLE(Types.INT, Types.STRING, Types.LONG, Types.DOUBLE);
        TupleAggregation<Tuple4<Integer, String, Long, Double>> folds =
                new TupleAggregation<>(Map.of(0, FieldFold.SUM_INTEGER, 2, FieldFold.MAX, 3, FieldFold.MIN));
        Random random = new Random(seed);
        int keys = 1 + random.nextInt(100 * size);
        List<Tuple4<Integer, String, Long, Double>> input = new ArrayList<>();
        for (int i = 0; i < size * 100; i++) {
            int number = random.nextInt(keys);
            String text = number % 2 == 0 ? "Aa" + number / 2 : "BB" + number / 2;
            input.add(Tuple4.of(random.nextInt(), text, random.nextLong(), anyDouble(random)));
        }
        Map<String, Tuple4<Integer, String, Long, Double>> model = foldedByText(input, folds);
        OperatorFactory factory = combining(folds, 1, type);
        assertThat(factory.create()).isInstanceOf(ObjectFoldCombineOperator.class);
        new OperatorHarness<Tuple4<Integer, String, Long, Double>>(factory)
                .pages(1024, random.nextInt(3))
                .check(input, output -> {
                    assertThat(foldedByText(output, folds)).isEqualTo(model);
                    assertThat(output.size()).isLessThanOrEqualTo(input.size());
                });
        new OperatorHarness<Tuple4<Integer, String, Long, Double>>(factory)
                .pages(32 * 1024, 1024)
                .check(input, output -> assertThat(output).containsExactlyInAnyOrderElementsOf(model.values()));
    }

    private static Map<String, Tuple4<Integer, String, Long, Double>> foldedByText(
            List<Tuple4<Integer, String, Long, Double>> records,
            TupleAggregation<Tuple4<Integer, String, Long, Double>> folds) {
        Map<String, Tuple4<Integer, String, Long, Double>> folded = new TreeMap<>();
        records.forEach(record -> folded.merge(record.f1, record.copy(), folds::reduce));
        return folded;
    }

    @Test
    void passesTextsOnThatAreAloneOrNotAsTheirTypeSays() {
        TypeInformation<Tuple2<String, Long>> type = Types.TUPLE(Types.STRING, Types.LONG);
        OperatorFactory factory = combining(new TupleAggregation<>(Map.of(1, FieldFold.SUM_LONG)), 0, type);
        List<Tuple2<String, Long>> input = List.of(Tuple2.of("a", 1L), new Tuple2<>("b", null), Tuple2.of("a", 2L));
        new OperatorHarness<Tuple2<String, Long>>(factory)
                .pages(1024, 64)
                .check(
                        input,
                        output -> assertThat(output)
                                .containsExactlyInAnyOrder(new Tuple2<>("b", null), Tuple2.of("a", 3L)));
    }
}
