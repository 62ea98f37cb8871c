package io.millrace.jobmanager.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.jobmanager.checkpoint.CheckpointStatistics.Quantiles;
import org.junit.jupiter.api.Test;

class WindowTest {
    private final Window window = new Window();

    private void addAll(long from, long to) {
        for (long value = from; value <= to; value++) {
            window.add(value);
        }
    }

    @Test
    void nothingComesToZero() {
        assertThat(window.quantiles()).isEqualTo(new Quantiles(0, 0, 0, 0, 0, 0, 0, 0));
    }

    @Test
    void oneValueIsAll() {
        window.add(7);
        assertThat(window.quantiles()).isEqualTo(new Quantiles(7, 7, 7, 7, 7, 7, 7, 7));
    }

    @Test
    void ranksAreTheNearest() {
        addAll(1, 1_000);
        assertThat(window.quantiles()).isEqualTo(new Quantiles(1, 1_000, 501, 500, 900, 950, 990, 999));
    }

    @Test
    void theOrderOfComingDoesNotMatter() {
        window.add(3);
        window.add(1);
        window.add(2);
        assertThat(window.quantiles()).isEqualTo(new Quantiles(1, 3, 2, 2, 3, 3, 3, 3));
    }

    @Test
    void onlyTheLastCount() {
        addAll(-5_000, -1);
        addAll(1, Window.LENGTH);
        assertThat(window.quantiles().min()).isEqualTo(1);
        assertThat(window.quantiles().max()).isEqualTo(Window.LENGTH);
        assertThat(window.quantiles().p50()).isEqualTo(Window.LENGTH / 2);
    }
}
