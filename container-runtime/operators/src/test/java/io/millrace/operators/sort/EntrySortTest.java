package io.millrace.operators.sort;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.dataflow.operators.Order;
import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.types.Types;
import io.millrace.operators.harness.TestPages;
import io.millrace.testing.seeds.Seeds;
import io.millrace.types.key.FieldOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;

class EntrySortTest {
    private static final TypeInformation<Tuple2<Integer, Integer>> NUMBERS = Types.TUPLE(Types.INT, Types.INT);

    private record Entry(long head, long position) {}

    /** Of many kinds: so that all, some or none of the bytes of two heads are equal. */
    @ParameterizedTest
    @Seeds(40)
    void ordersByHeadsThenByRestsThenByPositions(long seed, int size) {
        Random random = new Random(seed);
        long bits = -1L << random.nextInt(Long.SIZE) >>> random.nextInt(Long.SIZE);
        long common = random.nextLong() & ~bits;
        int bound = 1 + random.nextInt(1 + size * 100);
        long[] heads = random.longs(bound).map(head -> (head & bits) | common).toArray();
        int restBits = random.nextInt(3);
        EntryTable entries = new EntryTable(new TestPages(1 << 10, 1_000));
        List<Entry> model = new ArrayList<>();
        for (int i = random.nextInt(1 + size * 400); i > 0; i--) {
            Entry entry = new Entry(heads[random.nextInt(bound)], model.size());
            model.add(entry);
            if (!entries.hasRoom()) {
                assertThat(entries.grow()).isTrue();
            }
            entries.add(entry.head, entry.position);
        }
        RunOrder<Tuple2<Integer, Integer>> order = RunOrder.of(FieldOrder.by(NUMBERS, 0, Order.ASCENDING));

        new EntrySort<>(
                        entries,
                        order,
                        (left, right) -> Integer.compare(rest(left, restBits), rest(right, restBits)),
                        position -> Tuple2.of(0, 0))
                .sort();

        model.sort(Comparator.comparingLong(Entry::head)
                .thenComparingInt(entry -> rest(entry.position, restBits))
                .thenComparingLong(Entry::position));
        List<Entry> sorted = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            sorted.add(new Entry(entries.head(i), entries.position(i)));
        }
        assertThat(sorted).isEqualTo(model);
    }

    /** What a record at a position has behind its head: one of few values. */
    private static int rest(long position, int bits) {
        return (int) ((position * 0x9E3779B97F4A7C15L) >>> 40) & ((1 << bits) - 1);
    }
}
