package io.millrace.operators.sort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.dataflow.contract.MemoryExhaustedException;
import io.millrace.operators.harness.TestContext;
import io.millrace.operators.harness.TestPages;
import io.millrace.testing.seeds.Seeds;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

class ExternalSortTest {
    private record Item(int key, int arrival) {}

    private static final Comparator<Item> BY_KEY = Comparator.comparingInt(Item::key);

    @ParameterizedTest
    @Seeds(20)
    void sortsLikeAListAndStably(long seed, int size) {
        Random random = new Random(seed);
        List<Item> model = new ArrayList<>();
        int records = random.nextInt(size * size * 400); // the larger sizes need several runs
        ExternalSort<Item> sort = sorter(new TestPages(64 * 16, records / 16 + 1));
        for (int i = 0; i < records; i++) {
            Item item = new Item(random.nextInt(records / 3 + 1), i);
            model.add(item);
            sort.add(item);
        }
        model.sort(BY_KEY);
        SortedRecords<Item> sorted = sort.sorted();
        List<Item> actual = new ArrayList<>();
        while (!sorted.isEmpty()) {
            Item peeked = sorted.peek();
            actual.add(sorted.take());
            assertThat(actual.get(actual.size() - 1)).isSameAs(peeked);
        }
        assertThat(actual).isEqualTo(model);
    }

    @Test
    void saysHowManyRecordsFilledItsMemory() {
        ExternalSort<Item> sort = sorter(new TestPages(64 * 4, 2));
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 100; i++) {
                        sort.add(new Item(i, i));
                    }
                })
                .isInstanceOf(MemoryExhaustedException.class)
                .hasMessage("the sort of a test is full after 8 records");
    }

    @Test
    void givesItsMemoryBack() {
        TestPages pages = new TestPages(64 * 4, 2);
        ExternalSort<Item> sort = sorter(pages);
        sort.add(new Item(1, 1));
        assertThat(pages.used()).isEqualTo(1);
        sort.close();
        assertThat(pages.used()).isZero();
    }

    private static ExternalSort<Item> sorter(TestPages pages) {
        return new ExternalSort<>("the sort of a test", BY_KEY, pages, new TestContext().spillFiles());
    }
}
