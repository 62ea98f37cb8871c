package io.millrace.operators.group;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.dataflow.contract.MemoryExhaustedException;
import io.millrace.dataflow.contract.Pages;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CombineTableTest {
    private final CountedPages pages = new CountedPages();
    private final CombineTable<Integer, Integer> table = new CombineTable<>(pages);

    @Test
    void aTableThatDoublesReservesItsPages() {
        for (int key = 0; key < 100; key++) {
            assertThat(put(key)).isNull();
        }

        assertThat(pages.reserved).isPositive();
    }

    /** The last places are overfull, and what went over the edge to the first places is spread before them. */
    @Test
    void aTableThatCannotBeSpreadGivesBackWhatItReserved() {
        keysAt(127, 8).forEach(this::put);
        keysAt(0, 1).forEach(this::put);

        Integer pushedOut = put(keysAt(127, 9).get(8));

        assertThat(pushedOut).isNotNull();
        assertThat(pages.reservations).isEqualTo(1);
        assertThat(pages.reserved).isZero();
    }

    private @Nullable Integer put(int key) {
        int place = table.find(key, key);
        assertThat(place).isNegative();
        return table.insert(~place, key, key, key);
    }

    /** Keys that a table of 128 places looks for from {@code place} on. */
    private static List<Integer> keysAt(int place, int count) {
        List<Integer> keys = new ArrayList<>();
        for (int key = 1; keys.size() < count; key++) {
            if (HashSpread.of(key) >>> 25 == place) {
                keys.add(key);
            }
        }
        return keys;
    }

    private static final class CountedPages implements Pages {
        private int reserved;
        private int reservations;

        @Override
        public int pageBytes() {
            return 64;
        }

        @Override
        public int limit() {
            return 1_000_000;
        }

        @Override
        public int available() {
            return limit() - reserved;
        }

        @Override
        public byte @Nullable [] take() {
            return null;
        }

        @Override
        public void give(byte[] page) {}

        @Override
        public boolean reserve(int count) {
            reserved += count;
            reservations++;
            return true;
        }

        @Override
        public void release(int count) {
            reserved -= count;
        }

        @Override
        public MemoryExhaustedException exhausted(String structure, long records) {
            throw new AssertionError(structure);
        }
    }
}
