package io.millrace.operators.join;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.dataflow.functions.KeySelector;
import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.dataflow.tuple.Tuple3;
import io.millrace.dataflow.types.NullFieldException;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.types.Types;
import io.millrace.operators.harness.TestContext;
import io.millrace.operators.harness.TestPages;
import io.millrace.testing.seeds.Seeds;
import io.millrace.types.key.TupleFieldKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/** The kept side of a join against a map of lists, with records that are packed, some that cannot be, and little memory. */
class KeptTableTest {
    private static final TypeInformation<Tuple2<Long, Long>> PAIR = Types.TUPLE(Types.LONG, Types.LONG);
    private static final TypeInformation<Tuple3<Double, Integer, Boolean>> WIDE =
            Types.TUPLE(Types.DOUBLE, Types.INT, Types.BOOLEAN);

    /** A tuple that a user made a class of. */
    public static final class Named extends Tuple2<Long, Long> {
        private static final long serialVersionUID = 1L;

        public Named() {}

        Named(long from, long to) {
            super(from, to);
        }
    }

    private final TestContext context = new TestContext();

    /** Keys of which some have many records, some lie close together and some far apart. */
    private static long key(Random random, int keys) {
        long any = random.nextInt(4) == 0 ? 0 : random.nextInt(keys);
        return random.nextInt(3) == 0 ? -any : random.nextInt(3) == 0 ? any << 40 : any;
    }

    private <K, B> void check(
            KeptTable<K, B> table, List<B> records, KeySelector<B, K> keys, List<? extends Object> others)
            throws Exception {
        Map<Object, List<B>> model = new HashMap<>();
        List<B> added = new ArrayList<>();
        boolean room = true;
        for (B record : records) {
            room = table.add(record);
            if (!room) {
                break;
            }
            added.add(record);
            model.computeIfAbsent(keys.getKey(record), unused -> new ArrayList<>())
                    .add(record);
        }
        if (!room || !table.finish()) {
            List<B> drained = new ArrayList<>();
            table.drain(drained::add);
            assertThat(drained).containsExactlyInAnyOrderElementsOf(added);
        } else {
            for (int again = 0; again < 2; again++) {
                for (Object key : model.keySet()) {
                    assertFinds(table, key, model.get(key));
                }
                for (Object other : others) {
                    assertFinds(table, other, model.getOrDefault(other, List.of()));
                }
            }
        }
        table.clear();
        assertThat(context.pages.used()).isZero();
    }

    @SuppressWarnings("unchecked") // keys of other types are asked for, too
    private static <K, B> void assertFinds(KeptTable<K, B> table, Object key, List<B> expected) throws Exception {
        List<B> found = new ArrayList<>();
        List<Boolean> last = new ArrayList<>();
        boolean any = table.probe((K) key, "probe", (build, probe, isLast) -> {
            assertThat(probe).isEqualTo("probe");
            found.add(build);
            last.add(isLast);
        });
        assertThat(any).isEqualTo(!expected.isEmpty());
        assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(last.indexOf(true)).isEqualTo(expected.size() - 1);
    }

    @ParameterizedTest
    @Seeds(60)
    void givesTheRecordsOfEachKey(long seed, int size) throws Exception {
        Random random = new Random(seed);
        context.pages = new TestPages(256 << random.nextInt(3), 16 << random.nextInt(10));
        if (random.nextBoolean()) {
            context.executionConfig.enableObjectReuse();
        }
        int keys = 1 + random.nextInt(20 * size);
        int odd = random.nextInt(3) * 5;
        List<Tuple2<Long, Long>> records = new ArrayList<>();
        for (int i = 0; i < 60 * size; i++) {
            boolean named = odd > 0 && random.nextInt(100) < odd;
            long key = key(random, keys);
            records.add(named ? new Named(key, i) : Tuple2.of(key, (long) i));
        }
        TupleFieldKey<Tuple2<Long, Long>> first = new TupleFieldKey<>(0);
        check(new KeptTable<>(first, PAIR, context), records, first, List.of(1L << 50, 1, "text", Long.MIN_VALUE));
    }

    @ParameterizedTest
    @Seeds(30)
    void findsKeysInTheMiddleOfRecordsAndThoseThatFunctionsMake(long seed, int size) throws Exception {
        Random random = new Random(seed);
        context.pages = new TestPages(512, 16 << random.nextInt(8));
        List<Tuple3<Double, Integer, Boolean>> records = new ArrayList<>();
        for (int i = 0; i < 30 * size; i++) {
            records.add(Tuple3.of((double) i, (int) key(random, 1 + 9 * size), random.nextBoolean()));
        }
        TupleFieldKey<Tuple3<Double, Integer, Boolean>> second = new TupleFieldKey<>(1);
        check(new KeptTable<>(second, WIDE, context), records, second, List.of(1L, 7.0, Integer.MAX_VALUE));
        KeySelector<Tuple3<Double, Integer, Boolean>, Long> made = record -> record.f1 * 3L;
        check(new KeptTable<>(made, WIDE, context), records, made, List.of(3, 1L));
        TupleFieldKey<Tuple3<Double, Integer, Boolean>> notPacked = new TupleFieldKey<>(2);
        check(new KeptTable<>(notPacked, WIDE, context), records, notPacked, List.of(1L));
    }

    @Test
    void spreadsManyRecordsOverPartitions() throws Exception {
        Random random = new Random(5);
        List<Tuple2<Long, Long>> records = new ArrayList<>();
        for (int i = 0; i < 200_000; i++) {
            records.add(Tuple2.of((long) random.nextInt(50_000), (long) i));
        }
        TupleFieldKey<Tuple2<Long, Long>> first = new TupleFieldKey<>(0);
        check(new KeptTable<>(first, PAIR, context), records, first, List.of(-1L));
    }

    @Test
    void keepsRecordsWithNullFieldsAsObjectsAndRefusesNullKeys() throws Exception {
        TupleFieldKey<Tuple2<Long, Long>> first = new TupleFieldKey<>(0);
        Tuple2<Long, Long> without = new Tuple2<>(1L, null);
        check(
                new KeptTable<>(first, PAIR, context),
                List.of(Tuple2.of(1L, 2L), without, Tuple2.of(3L, 4L)),
                first,
                List.of(2L));
        KeptTable<Object, Tuple2<Long, Long>> table = new KeptTable<>(first, PAIR, context);
        assertThatThrownBy(() -> table.add(new Tuple2<>(null, 1L))).isInstanceOf(NullFieldException.class);
    }
}
