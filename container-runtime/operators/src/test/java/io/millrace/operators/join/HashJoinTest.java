package io.millrace.operators.join;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.dataflow.contract.Emission;
import io.millrace.dataflow.contract.OperatorFactory;
import io.millrace.dataflow.contract.TwoInputOperator;
import io.millrace.dataflow.functions.FlatJoinFunction;
import io.millrace.dataflow.functions.JoinFunction;
import io.millrace.dataflow.functions.KeySelector;
import io.millrace.dataflow.functions.RichJoinFunction;
import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.types.Types;
import io.millrace.operators.harness.OperatorHarness;
import io.millrace.operators.harness.TestContext;
import io.millrace.operators.harness.TestOutput;
import io.millrace.testing.seeds.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

class HashJoinTest {
    private static final TypeInformation<Tuple2<Integer, String>> TYPE = Types.TUPLE(Types.INT, Types.STRING);
    private static final KeySelector<Tuple2<Integer, String>, Integer> KEY = record -> record.f0;

    /** Prints the pair, and changes both records, as users may. */
    private static final FlatJoinFunction<Tuple2<Integer, String>, Tuple2<Integer, String>, String> PRINT =
            (left, right, out) -> {
                out.collect((left == null ? "-" : left.f1) + "|" + (right == null ? "-" : right.f1));
                if (left != null) {
                    left.f1 = "changed by the user";
                }
                if (right != null) {
                    right.f1 = "changed by the user";
                }
            };

    /** As {@link #PRINT}, without the change: with object reuse on, records must not be changed. */
    private static final FlatJoinFunction<Tuple2<Integer, String>, Tuple2<Integer, String>, String> ONLY_PRINT =
            (left, right, out) -> out.collect((left == null ? "-" : left.f1) + "|" + (right == null ? "-" : right.f1));

    private static OperatorFactory factory(
            FlatJoinFunction<Tuple2<Integer, String>, Tuple2<Integer, String>, String> function,
            JoinKind kind,
            boolean buildsLeft) {
        return new HashJoinFactory<>(function, KEY, KEY, kind, buildsLeft, TYPE, TYPE);
    }

    private static List<Tuple2<Integer, String>> random(Random random, int size, String side) {
        List<Tuple2<Integer, String>> records = new ArrayList<>();
        int count = random.nextInt(size * 3);
        for (int i = 0; i < count; i++) {
            records.add(Tuple2.of(random.nextInt(size * 2), side + i));
        }
        return records;
    }

    private static List<String> nestedLoops(
            List<Tuple2<Integer, String>> left, List<Tuple2<Integer, String>> right, JoinKind kind) {
        List<String> pairs = new ArrayList<>();
        for (Tuple2<Integer, String> l : left) {
            boolean alone = true;
            for (Tuple2<Integer, String> r : right) {
                if (l.f0.equals(r.f0)) {
                    pairs.add(l.f1 + "|" + r.f1);
                    alone = false;
                }
            }
            if (alone && (kind == JoinKind.LEFT || kind == JoinKind.FULL)) {
                pairs.add(l.f1 + "|-");
            }
        }
        for (Tuple2<Integer, String> r : right) {
            boolean alone = left.stream().noneMatch(l -> l.f0.equals(r.f0));
            if (alone && (kind == JoinKind.RIGHT || kind == JoinKind.FULL)) {
                pairs.add("-|" + r.f1);
            }
        }
        return pairs;
    }

    @ParameterizedTest
    @Seeds(12)
    void joinsLikeNestedLoopsInEveryKindAndWithEitherSideBuilt(long seed, int size) {
        Random random = new Random(seed);
        List<Tuple2<Integer, String>> left = random(random, size, "l");
        List<Tuple2<Integer, String>> right = random(random, size, "r");
        for (JoinKind kind : JoinKind.values()) {
            List<String> pairs = nestedLoops(left, right, kind);
            for (boolean buildsLeft : List.of(true, false)) {
                new OperatorHarness<String>(factory(ONLY_PRINT, kind, buildsLeft))
                        .pages(256, HashJoin.PAGES_MIN)
                        .check(left, right, output -> assertThat(output).containsExactlyInAnyOrderElementsOf(pairs));
            }
        }
    }

    @Test
    void lendsEveryPairItsOwnCopiesWhenObjectReuseIsOff() throws Exception {
        for (boolean buildsLeft : List.of(true, false)) {
            TwoInputOperator<Tuple2<Integer, String>, Tuple2<Integer, String>, String> join =
                    operator(factory(PRINT, JoinKind.INNER, buildsLeft));
            TestOutput<String> output = new TestOutput<>();
            join.open(new TestContext(), output);
            for (int i = 0; i < 2; i++) {
                if (buildsLeft) {
                    join.processLeft(Tuple2.of(1, "l" + i), 0);
                } else {
                    join.processRight(Tuple2.of(1, "r" + i), 0);
                }
            }
            assertThat(buildsLeft ? join.endLeft() : join.endRight()).isSameAs(Emission.none());
            for (int i = 0; i < 2; i++) {
                if (buildsLeft) {
                    join.processRight(Tuple2.of(1, "r" + i), 0);
                } else {
                    join.processLeft(Tuple2.of(1, "l" + i), 0);
                }
            }
            assertThat(output.records).containsExactlyInAnyOrder("l0|r0", "l0|r1", "l1|r0", "l1|r1");
        }
    }

    @SuppressWarnings("unchecked")
    private static TwoInputOperator<Tuple2<Integer, String>, Tuple2<Integer, String>, String> operator(
            OperatorFactory factory) {
        return (TwoInputOperator<Tuple2<Integer, String>, Tuple2<Integer, String>, String>) factory.create();
    }

    @Test
    void pairsRecordsByDefault() {
        OperatorFactory factory = new HashJoinFactory<>(
                new JoinAsPair<Tuple2<Integer, String>, Tuple2<Integer, String>>(),
                KEY,
                KEY,
                JoinKind.INNER,
                true,
                TYPE,
                TYPE);
        new OperatorHarness<Tuple2<Tuple2<Integer, String>, Tuple2<Integer, String>>>(factory)
                .check(
                        List.of(Tuple2.of(1, "a"), Tuple2.of(2, "b")),
                        List.of(Tuple2.of(2, "c")),
                        output -> assertThat(output).containsExactly(Tuple2.of(Tuple2.of(2, "b"), Tuple2.of(2, "c"))));
    }

    private static final class Rich extends RichJoinFunction<Integer, Integer, String> {
        private static final long serialVersionUID = 1L;
        private String prefix = "closed";

        @Override
        public void open(io.millrace.dataflow.functions.OpenContext context) {
            prefix = getRuntimeContext().getTaskInfo().getTaskName();
        }

        @Override
        public String join(Integer first, Integer second) {
            return prefix + first + second;
        }
    }

    @Test
    void opensARichJoinFunction() {
        JoinFunction<Integer, Integer, String> rich = new Rich();
        OperatorFactory factory = new HashJoinFactory<Integer, Integer, Integer, String>(
                new JoinOne<>(rich), key -> key % 10, key -> key % 10, JoinKind.INNER, false, Types.INT, Types.INT);
        new OperatorHarness<String>(factory)
                .check(
                        List.of(11, 12),
                        List.of(21),
                        output -> assertThat(output).containsExactly("test1121"));
    }
}
