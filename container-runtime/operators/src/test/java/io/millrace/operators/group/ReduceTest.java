package io.millrace.operators.group;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.dataflow.contract.OperatorFactory;
import io.millrace.dataflow.functions.KeySelector;
import io.millrace.dataflow.functions.ReduceFunction;
import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.types.Types;
import io.millrace.operators.harness.OperatorHarness;
import io.millrace.testing.seeds.Seeds;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

class ReduceTest {
    private static final TypeInformation<Tuple2<String, Integer>> TYPE = Types.TUPLE(Types.STRING, Types.INT);
    private static final KeySelector<Tuple2<String, Integer>, String> WORD = record -> record.f0;

    /** The ways in which users write a sum. */
    private static final List<ReduceFunction<Tuple2<String, Integer>>> SUMS = List.of(
            (a, b) -> Tuple2.of(a.f0, a.f1 + b.f1),
            (a, b) -> {
                a.f1 += b.f1;
                return a;
            },
            (a, b) -> {
                b.f1 += a.f1;
                return b;
            },
            new OneObjectForAll(),
            new TupleAggregation<>(Map.of(1, FieldFold.SUM_INTEGER)));

    /** Returns the same object each time, as the public interface allows. */
    private static final class OneObjectForAll implements ReduceFunction<Tuple2<String, Integer>> {
        private static final long serialVersionUID = 1L;
        private final Tuple2<String, Integer> result = new Tuple2<>();

        @Override
        public Tuple2<String, Integer> reduce(Tuple2<String, Integer> a, Tuple2<String, Integer> b) {
            int sum = a.f1 + b.f1;
            result.f0 = a.f0;
            result.f1 = sum;
            return result;
        }
    }

    @ParameterizedTest
    @Seeds(25)
    void addsUpLikeATreeMapHoweverTheSumIsWritten(long seed, int size) {
        List<Tuple2<String, Integer>> input = WordCounts.random(seed, size);
        Map<String, Integer> sums = WordCounts.sums(input);
        for (ReduceFunction<Tuple2<String, Integer>> sum : SUMS) {
            new OperatorHarness<Tuple2<String, Integer>>(new ReduceFactory<>(sum, WORD, TYPE))
                    .pages(256, SpillingTable.PAGES_MIN)
                    .check(input, output -> {
                        assertThat(WordCounts.sums(output)).isEqualTo(sums);
                        assertThat(output).hasSameSizeAs(sums.keySet());
                    });
        }
    }

    @ParameterizedTest
    @Seeds(25)
    void combinesWithoutLosingOrDoublingThoughThePlacesAreFew(long seed, int size) {
        List<Tuple2<String, Integer>> input = WordCounts.random(seed, size);
        Map<String, Integer> sums = WordCounts.sums(input);
        for (ReduceFunction<Tuple2<String, Integer>> sum : SUMS) {
            new OperatorHarness<Tuple2<String, Integer>>(new CombineFactory<>(sum, WORD, TYPE))
                    .pages(1024, 0)
                    .check(input, output -> {
                        assertThat(WordCounts.sums(output)).isEqualTo(sums);
                        assertThat(output.size()).isLessThanOrEqualTo(input.size());
                    });
        }
    }

    @ParameterizedTest
    @Seeds(10)
    void combinesEveryKeyToOneRecordWhenTheyAllFit(long seed, int size) {
        List<Tuple2<String, Integer>> input = WordCounts.random(seed, size);
        OperatorFactory factory = new CombineFactory<>(SUMS.get(1), WORD, TYPE);
        new OperatorHarness<Tuple2<String, Integer>>(factory)
                .pages(32 * 1024, 128)
                .check(
                        input,
                        output -> assertThat(output)
                                .hasSameSizeAs(WordCounts.sums(input).keySet()));
    }

    @ParameterizedTest
    @Seeds(10)
    void reducesAllRecordsToOne(long seed, int size) {
        List<Tuple2<String, Integer>> input = WordCounts.random(seed, size);
        int sum = input.stream().mapToInt(record -> record.f1).sum();
        for (ReduceFunction<Tuple2<String, Integer>> function : SUMS) {
            new OperatorHarness<Tuple2<String, Integer>>(new AllReduceFactory<>(function, TYPE))
                    .pages(1024, 0)
                    .check(input, output -> {
                        assertThat(output).hasSize(1);
                        assertThat(output.get(0).f1).isEqualTo(sum);
                    });
        }
    }

    @Test
    void emitsNothingWithoutInput() {
        List<OperatorFactory> factories = List.of(
                new ReduceFactory<>(SUMS.get(0), WORD, TYPE),
                new CombineFactory<>(SUMS.get(0), WORD, TYPE),
                new AllReduceFactory<>(SUMS.get(0), TYPE),
                new DistinctFactory<>(WORD, TYPE));
        for (OperatorFactory factory : factories) {
            new OperatorHarness<Object>(factory)
                    .check(List.of(), output -> assertThat(output).isEmpty());
        }
    }

    @Test
    void keepsARecordApartFromTheKeyThatItIs() {
        ReduceFunction<Tuple2<String, Integer>> changesItsArgument = (a, b) -> {
            a.f1++;
            return a;
        };
        KeySelector<Tuple2<String, Integer>, Tuple2<String, Integer>> itself = record -> record;
        List<Tuple2<String, Integer>> input = List.of(Tuple2.of("a", 1), Tuple2.of("a", 1), Tuple2.of("a", 1));
        OperatorFactory factory = new ReduceFactory<>(changesItsArgument, itself, TYPE);
        new OperatorHarness<Tuple2<String, Integer>>(factory)
                .check(input, output -> assertThat(output).containsExactly(Tuple2.of("a", 3)));
    }

    @Test
    void foldsSeveralFieldsAtOnceAndKeepsTheOthersOfTheLastRecord() {
        TupleAggregation<Tuple2<String, Integer>> largest =
                new TupleAggregation<>(Map.of(0, FieldFold.MIN, 1, FieldFold.MAX));
        assertThat(largest.reduce(Tuple2.of("b", 3), Tuple2.of("a", 7))).isEqualTo(Tuple2.of("a", 7));
        assertThat(largest.reduce(Tuple2.of("a", 8), Tuple2.of("b", 7))).isEqualTo(Tuple2.of("a", 8));
        TupleAggregation<Tuple2<String, Integer>> sum = new TupleAggregation<>(Map.of(1, FieldFold.SUM_INTEGER));
        assertThat(sum.reduce(Tuple2.of("first", 8), Tuple2.of("last", 7))).isEqualTo(Tuple2.of("last", 15));
    }

    @ParameterizedTest
    @Seeds(15)
    void letsTheFirstRecordOfEachKeyPass(long seed, int size) {
        List<Tuple2<String, Integer>> input = WordCounts.random(seed, size);
        Map<String, Tuple2<String, Integer>> first = new java.util.LinkedHashMap<>();
        input.forEach(record -> first.putIfAbsent(record.f0, record));
        OperatorFactory factory = new DistinctFactory<>(WORD, TYPE);
        new OperatorHarness<Tuple2<String, Integer>>(factory)
                .pages(256, SpillingTable.PAGES_MIN)
                .check(input, output -> assertThat(output).containsExactlyInAnyOrderElementsOf(first.values()));
    }

    @Test
    void findsDistinctWholeRecordsThoughTheyChangeAfterwards() {
        KeySelector<Tuple2<String, Integer>, Tuple2<String, Integer>> itself = record -> record;
        OperatorFactory factory = new DistinctFactory<>(itself, TYPE);
        new OperatorHarness<Tuple2<String, Integer>>(factory)
                .check(
                        List.of(Tuple2.of("a", 1), Tuple2.of("b", 1), Tuple2.of("a", 1)),
                        output -> assertThat(output).containsExactly(Tuple2.of("a", 1), Tuple2.of("b", 1)));
    }

    @Test
    void limitsTheNumberOfRecords() {
        new OperatorHarness<Integer>(new LimitFactory(2))
                .pages(1024, 0)
                .check(List.of(5, 6, 7), output -> assertThat(output).containsExactly(5, 6));
    }
}
