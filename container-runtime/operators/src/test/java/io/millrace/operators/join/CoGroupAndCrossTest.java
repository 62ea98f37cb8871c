package io.millrace.operators.join;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.contract.OperatorFactory;
import io.millrace.dataflow.functions.CoGroupFunction;
import io.millrace.dataflow.functions.KeySelector;
import io.millrace.dataflow.operators.Order;
import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.types.Types;
import io.millrace.operators.harness.OperatorHarness;
import io.millrace.operators.sort.ExternalSort;
import io.millrace.operators.sort.RecordOrder;
import io.millrace.testing.seeds.Seeds;
import io.millrace.types.key.FieldOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;

class CoGroupAndCrossTest {
    private static final TypeInformation<Tuple2<Integer, String>> TYPE = Types.TUPLE(Types.INT, Types.STRING);
    private static final KeySelector<Tuple2<Integer, String>, Integer> KEY = record -> record.f0;

    private static List<Tuple2<Integer, String>> random(Random random, int size, String side) {
        List<Tuple2<Integer, String>> records = new ArrayList<>();
        int count = random.nextInt(size * 3);
        for (int i = 0; i < count; i++) {
            records.add(Tuple2.of(random.nextInt(size * 2), side + i));
        }
        return records;
    }

    private static String ofKey(List<Tuple2<Integer, String>> records, int key) {
        return records.stream()
                .filter(record -> record.f0 == key)
                .map(record -> record.f1)
                .collect(Collectors.joining(","));
    }

    @ParameterizedTest
    @Seeds(15)
    void givesTheGroupsOfBothSidesInTheOrderOfKeys(long seed, int size) {
        Random random = new Random(seed);
        List<Tuple2<Integer, String>> left = random(random, size, "l");
        List<Tuple2<Integer, String>> right = random(random, size, "r");
        TreeSet<Integer> keys = new TreeSet<>();
        left.forEach(record -> keys.add(record.f0));
        right.forEach(record -> keys.add(record.f0));
        List<String> expected = keys.stream()
                .map(key -> ofKey(left, key) + "|" + ofKey(right, key))
                .toList();
        CoGroupFunction<Tuple2<Integer, String>, Tuple2<Integer, String>, String> print = (lefts, rights, out) -> {
            List<String> l = new ArrayList<>();
            lefts.forEach(record -> l.add(record.f1));
            List<String> r = new ArrayList<>();
            rights.forEach(record -> r.add(record.f1));
            out.collect(String.join(",", l) + "|" + String.join(",", r));
        };
        RecordOrder<Tuple2<Integer, String>> order = new RecordOrder<>(FieldOrder.by(TYPE, 0, Order.ASCENDING), null);
        OperatorFactory factory = new CoGroupFactory<>(print, KEY, KEY, order, order, TYPE, TYPE, new Configuration());
        new OperatorHarness<String>(factory)
                .pages(1024, 2 * ExternalSort.PAGES_MIN)
                .check(left, right, output -> assertThat(output).isEqualTo(expected));
    }

    @ParameterizedTest
    @Seeds(8)
    void pairsEveryRecordWithEveryOther(long seed, int size) {
        Random random = new Random(seed);
        List<Tuple2<Integer, String>> left = random(random, size, "l");
        List<Tuple2<Integer, String>> right = random(random, size, "r");
        List<String> pairs = new ArrayList<>();
        left.forEach(l -> right.forEach(r -> pairs.add(l.f1 + "|" + r.f1)));
        for (boolean keepsLeft : List.of(true, false)) {
            OperatorFactory factory = new CrossFactory<Tuple2<Integer, String>, Tuple2<Integer, String>, String>(
                    (l, r) -> l.f1 + "|" + r.f1, keepsLeft, TYPE, TYPE, new Configuration());
            new OperatorHarness<String>(factory)
                    .pages(256, NestedLoops.PAGES_MIN)
                    .check(left, right, output -> assertThat(output).containsExactlyInAnyOrderElementsOf(pairs));
        }
    }
}
