package io.millrace.operators.sort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.dataflow.contract.OperatorFactory;
import io.millrace.dataflow.functions.GroupCombineFunction;
import io.millrace.dataflow.functions.GroupReduceFunction;
import io.millrace.dataflow.functions.KeySelector;
import io.millrace.dataflow.operators.Order;
import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.dataflow.types.TypeHint;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.types.Types;
import io.millrace.dataflow.util.Collector;
import io.millrace.dataflow.util.TraversableOnceException;
import io.millrace.operators.harness.OperatorHarness;
import io.millrace.testing.seeds.Seeds;
import io.millrace.types.key.FieldOrder;
import io.millrace.types.key.KeyPrefix;
import io.millrace.types.key.PrefixedOrder;
import io.millrace.types.key.TupleFieldKey;
import java.io.Serializable;
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

    /** By the first field, and says so. */
    private static final class ByNumber implements PrefixedOrder<Tuple2<Number, Object>>, Serializable {
        private static final long serialVersionUID = 1L;

        @Override
        public int compare(Tuple2<Number, Object> left, Tuple2<Number, Object> right) {
            return Long.compare(left.f0.longValue(), right.f0.longValue());
        }

        @Override
        public KeyPrefix<Tuple2<Number, Object>> prefix(int bytesMax) {
            return KeyPrefix.none();
        }

        @Override
        public KeySelector<Tuple2<Number, Object>, ?> ascendingKey() {
            return new TupleFieldKey<>(0);
        }
    }

    private static long key(Random random, int kind, int size) {
        return switch (kind) {
            case 0 -> random.nextInt(size * 40);
            case 1 -> random.nextInt(size * 40) - 20L * size;
            case 2 -> random.nextLong();
            case 3 -> random.nextInt(10) == 0 ? Long.MIN_VALUE + random.nextInt(3) : Long.MAX_VALUE - random.nextInt(3);
            default -> (long) Math.abs(random.nextGaussian() * 3) << random.nextInt(40);
        };
    }

    @ParameterizedTest
    @Seeds(60)
    void groupsTuplesOfNumbersInTheSameOrder(long seed, int size) {
        Random random = new Random(seed);
        int kind = random.nextInt(5);
        boolean intKeys = kind < 2 && random.nextBoolean();
        int odd = random.nextInt(3) == 0 ? random.nextInt(size * 200) : -1;
        List<Tuple2<Number, Object>> input = new ArrayList<>();
        Map<Long, List<Object>> groups = new TreeMap<>();
        for (int i = 0; i < size * 100; i++) {
            long key = key(random, kind, size);
            // One that is not like the others, somewhere.
            Object value = i == odd ? "odd" : random.nextDouble();
            input.add(Tuple2.of(intKeys ? (Number) (int) key : (Number) key, value));
            groups.computeIfAbsent(key, any -> new ArrayList<>()).add(value);
        }
        // Of every fifth group only the first record is read.
        GroupReduceFunction<Tuple2<Number, Object>, String> print = (group, out) -> {
            Iterator<Tuple2<Number, Object>> records = group.iterator();
            Tuple2<Number, Object> first = records.next();
            List<Object> values = new ArrayList<>(List.of(first.f1));
            while (first.f0.longValue() % 5 != 0 && records.hasNext()) {
                values.add(records.next().f1);
            }
            out.collect(first.f0.getClass().getSimpleName() + first.f0 + values);
        };
        List<String> expected = new ArrayList<>();
        groups.forEach((key, values) ->
                expected.add((intKeys ? "Integer" : "Long") + key + (key % 5 == 0 ? values.subList(0, 1) : values)));
        OperatorFactory factory = new GroupReduceFactory<>(
                print,
                new RecordOrder<>(new ByNumber(), null),
                new TypeHint<Tuple2<Number, Object>>() {}.getTypeInfo());
        int pages = random.nextBoolean() ? 10_000 : ExternalSort.PAGES_MIN + random.nextInt(size * 4);
        new OperatorHarness<String>(factory)
                .pages(1024, pages)
                .check(input, output -> assertThat(output).isEqualTo(expected));
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
