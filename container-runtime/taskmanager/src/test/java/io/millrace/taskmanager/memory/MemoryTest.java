package io.millrace.taskmanager.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.dataflow.contract.SpillFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryTest {
    private final PagePool pool = new PagePool(10 * 4096 + 1, 4096);

    @Test
    void lendsEachOperatorItsShareAndAllOfThemTheBudget() {
        OperatorPages first = new OperatorPages(pool, "sort", 6, 0);
        OperatorPages second = new OperatorPages(pool, "join", 6, 0);
        for (int i = 0; i < 6; i++) {
            assertThat(first.take()).hasSize(4096);
        }

        assertThat(first.take()).isNull();
        assertThat(second.available()).isEqualTo(4);
        assertThat(second.reserve(5)).isFalse();
        assertThat(second.reserve(4)).isTrue();
        assertThat(second.take()).isNull();
        second.release(1);
        assertThat(second.take()).isNotNull();
    }

    @Test
    void usesPagesAgainAndTakesBackWhatWasKept() {
        OperatorPages first = new OperatorPages(pool, "sort", 10, 0);
        byte[] page = first.take();
        first.give(page);
        assertThat(first.take()).isSameAs(page);
        first.reserve(3);

        first.takeBack();

        assertThat(pool.available()).isEqualTo(10);
    }

    @Test
    void givesEachOperatorItsFirstPagesEvenIfOthersHoldAll() {
        OperatorPages greedy = new OperatorPages(pool, "sort", 12, 2);
        OperatorPages late = new OperatorPages(pool, "join", 6, 3);
        while (greedy.take() != null) {
            assertThat(greedy.available()).isNotNegative();
        }

        assertThat(late.available()).isEqualTo(3);
        byte[] page = late.take();
        assertThat(page).isNotNull();
        assertThat(late.reserve(3)).isFalse();
        assertThat(late.reserve(2)).isTrue();
        assertThat(late.take()).isNull();
        assertThat(pool.available()).isZero();
        late.takeBack();
        greedy.takeBack();
        assertThat(pool.available()).isEqualTo(10);
        assertThat(late.available()).isEqualTo(6);
    }

    @Test
    void refusesAPageThatIsGivenTwiceOrMoreThanReserved() {
        OperatorPages pages = new OperatorPages(pool, "sort", 10, 0);
        byte[] page = pages.take();
        pages.give(page);

        assertThatThrownBy(() -> pages.give(page))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'sort'");
        assertThatThrownBy(() -> pages.release(1)).isInstanceOf(IllegalArgumentException.class);
        assertThat(pool.available()).isEqualTo(10);
    }

    @Test
    void namesTheOperatorAndTheSettingWhenMemoryIsUsedUp() {
        assertThat(new OperatorPages(pool, "join", 7, 0).exhausted("hash table", 99))
                .hasMessageContaining("'join'")
                .hasMessageContaining("hash table with 99 records")
                .hasMessageContaining("7 pages of 4096 bytes")
                .hasMessageContaining("taskmanager.memory.managed.size");
    }

    @Test
    void spillFilesTakeDirectoriesInTurnAndEndWithTheAttempt(@TempDir Path one, @TempDir Path two) throws IOException {
        AttemptSpillFiles files = new AttemptSpillFiles(List.of(one.resolve("made"), two), "0-1-0");
        Path first = files.create("sort-run");
        Path second = files.create("sort-run");
        Path third = files.create("build");
        Files.writeString(third, "something");

        assertThat(first).startsWith(one).exists();
        assertThat(second).startsWith(two).exists();
        files.delete(first);
        assertThat(first).doesNotExist();
        files.deleteAll();
        try (Stream<Path> left = Files.list(one.resolve("made"))) {
            assertThat(left).isEmpty();
        }
        try (Stream<Path> left = Files.list(two)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void namesTheDirectoryAndTheSettingWhenNoFileCanBeMade(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("a-file"), "x");
        AttemptSpillFiles files = new AttemptSpillFiles(List.of(file), "0-1-0");

        assertThatThrownBy(() -> files.create("sort-run"))
                .isInstanceOf(SpillFailedException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("io.tmp.dirs");
    }
}
