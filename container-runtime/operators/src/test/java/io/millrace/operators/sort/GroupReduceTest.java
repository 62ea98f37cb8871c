package io.millrace.operators.sort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.dataflow.contract.OperatorFactory;
import io.millrace.dataflow.functions.GroupCombineFunction;
import io.millrace.dataflow.functions.GroupReduceFunction;
import io.millrace.dataflow.operators.Order;
import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.types.Types;
import io.millrace.dataflow.util.Collector;
import io.millrace.dataflow.util.TraversableOnceException;
import io.millrace.operators.harness.OperatorHarness;
import io.millrace.testing.seeds.Seeds;
import io.millrace.types.key.FieldOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

class GroupReduceTest {
    private static final TypeInformation<Tuple2<String, Integer>> TYPE = Types.TUPLE(Types.STRING, Types.INT);
    private static final Comparator<Tuple2<String, Integer>> BY_WORD = FieldOrder.by(TYPE, 0, Order.ASCENDING);
    private static final Comparator<Tuple2<String, Integer>> BY_NUMBER_DOWN = FieldOrder.by(TYPE, 1, Order.DESCENDING);

    /** Prints each group, and changes what it was given. */
    private static final class Print implements GroupReduceFunction<Tuple2<String, Integer>, String> {
        private static final long serialVersionUID = 1L;

        @Override
        public void reduce(Iterable<Tuple2<String, Integer>> group, Collector<String> out) {
            StringBuilder text = new StringBuilder();
            for (Tuple2<String, Integer> record : group) {
                text.append(text.length() == 0 ? record.f0 + ":" : ",").append(record.f1);
                record.f0 = "changed by the user";
            }
            out.collect(text.toString());
        }
    }

    private static List<Tuple2<String, Integer>> random(long seed, int size) {
        Random random = new Random(seed);
        List<Tuple2<String, Integer>> records = new ArrayList<>();
        for (int i = 0; i < size * 10; i++) {
            records.add(Tuple2.of("w" + random.nextInt(size * 4), random.nextInt(20)));
        }
        return records;
    }

    private static List<String> printed(List<Tuple2<String, Integer>> records, Comparator<Integer> order) {
        Map<String, List<Integer>> groups = new TreeMap<>();
        records.forEach(record ->
                groups.computeIfAbsent(record.f0, word -> new ArrayList<>()).add(record.f1));
        List<String> printed = new ArrayList<>();
        groups.forEach((word, numbers) -> {
            if (order != null) {
                numbers.sort(order);
            }
            printed.add(word + ":" + numbers.toString().replaceAll("[\\[\\] ]", ""));
        });
        return printed;
    }

    @ParameterizedTest
    @Seeds(20)
    void givesEachGroupInTheOrderOfGroupsAndWithinInTheOrderOfArrival(long seed, int size) {
        List<Tuple2<String, Integer>> input = random(seed, size);
        OperatorFactory factory = new GroupReduceFactory<>(new Print(), new RecordOrder<>(BY_WORD, null), TYPE);
        new OperatorHarness<String>(factory)
                .pages(1024, ExternalSort.PAGES_MIN)
                .check(input, output -> assertThat(output).isEqualTo(printed(input, null)));
    }

    @ParameterizedTest
    @Seeds(20)
    void ordersTheRecordsOfAGroupIfAskedTo(long seed, int size) {
        List<Tuple2<String, Integer>> input = random(seed, size);
        OperatorFactory factory =
                new GroupReduceFactory<>(new Print(), new RecordOrder<>(BY_WORD, BY_NUMBER_DOWN), TYPE);
        new OperatorHarness<String>(factory)
                .check(input, output -> assertThat(output).isEqualTo(printed(input, Comparator.reverseOrder())));
    }

    @Test
    void reducesAllRecordsAsOneGroupAndNoneToNothing() {
        GroupReduceFunction<Integer, Integer> sum = (group, out) -> {
            int total = 0;
            for (int number : group) {
                total += number;
            }
            out.collect(total);
        };
        OperatorFactory factory = new GroupReduceFactory<>(sum, RecordOrder.oneGroup(), Types.INT);
        new OperatorHarness<Integer>(factory)
                .check(List.of(1, 2, 3), output -> assertThat(output).containsExactly(6));
        new OperatorHarness<Integer>(factory)
                .check(List.<Integer>of(), output -> assertThat(output).isEmpty());
    }

    @Test
    void skipsWhatTheFunctionDoesNotRead() {
        OperatorFactory factory = new GroupReduceFactory<>(
                new FirstOfGroup<Tuple2<String, Integer>>(2), new RecordOrder<>(BY_WORD, BY_NUMBER_DOWN), TYPE);
        List<Tuple2<String, Integer>> input =
                List.of(Tuple2.of("b", 1), Tuple2.of("a", 1), Tuple2.of("a", 3), Tuple2.of("a", 2), Tuple2.of("b", 2));
        new OperatorHarness<Tuple2<String, Integer>>(factory)
                .check(
                        input,
                        output -> assertThat(output)
                                .containsExactly(
                                        Tuple2.of("a", 3), Tuple2.of("a", 2), Tuple2.of("b", 2), Tuple2.of("b", 1)));
    }

    @Test
    void letsAGroupBeIteratedOnceOnly() {
        GroupReduceFunction<Integer, String> twice = (group, out) -> {
            Iterator<Integer> first = group.iterator();
            first.next();
            assertThatThrownBy(group::iterator).isInstanceOf(TraversableOnceException.class);
            first.next();
            assertThat(first.hasNext()).isFalse();
            assertThatThrownBy(first::next).isInstanceOf(java.util.NoSuchElementException.class);
            out.collect("ok");
        };
        new OperatorHarness<String>(new GroupReduceFactory<>(twice, RecordOrder.oneGroup(), Types.INT))
                .check(List.of(1, 2), output -> assertThat(output).containsExactly("ok"));
    }

    @ParameterizedTest
    @Seeds(10)
    void combinesPartsOfGroups(long seed, int size) {
        List<Tuple2<String, Integer>> input = random(seed, size * 100);
        GroupCombineFunction<Tuple2<String, Integer>, Tuple2<String, Integer>> sum = (group, out) -> {
            String word = "";
            int total = 0;
            for (Tuple2<String, Integer> record : group) {
                word = record.f0;
                total += record.f1;
            }
            out.collect(Tuple2.of(word, total));
        };
        OperatorFactory factory = new GroupCombineFactory<>(sum, new RecordOrder<>(BY_WORD, null), TYPE);
        new OperatorHarness<Tuple2<String, Integer>>(factory).pages(1024, 0).check(input, output -> {
            assertThat(sums(output)).isEqualTo(sums(input));
            assertThat(output.size()).isLessThan(input.size());
        });
    }

    private static Map<String, Integer> sums(List<Tuple2<String, Integer>> records) {
        Map<String, Integer> sums = new TreeMap<>();
        records.forEach(record -> sums.merge(record.f0, record.f1, Integer::sum));
        return sums;
    }

    @ParameterizedTest
    @Seeds(10)
    void sortsAPartition(long seed, int size) {
        List<Tuple2<String, Integer>> input = random(seed, size);
        List<Tuple2<String, Integer>> sorted = new ArrayList<>(input);
        sorted.sort(BY_NUMBER_DOWN);
        new OperatorHarness<Tuple2<String, Integer>>(new SortPartitionFactory<>(BY_NUMBER_DOWN, TYPE))
                .pages(1024, ExternalSort.PAGES_MIN)
                .check(input, output -> assertThat(output).isEqualTo(sorted));
    }
}
