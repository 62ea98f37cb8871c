package io.millrace.dataflow.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaceTest {
    private double now = 1_000;

    private Pace pace(int most) {
        return new Pace(most, () -> (long) now);
    }

    /** How many records are handed on, so many times, if each record takes so long. */
    private List<Integer> handed(Pace pace, int times, double millisOfARecord) {
        List<Integer> sizes = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            int size = pace.begin();
            sizes.add(size);
            now += size * millisOfARecord;
            pace.end(size);
        }
        return sizes;
    }

    @Test
    void growsToItsLimitWhereRecordsAreFast() {
        assertThat(handed(pace(100), 6, 0.001)).containsExactly(8, 16, 32, 64, 100, 100);
    }

    @ParameterizedTest
    @ValueSource(doubles = {5, 20, 1000, 100_000})
    void handsOnOneRecordAtATimeWhereEachTakesLong(double millisOfARecord) {
        assertThat(handed(pace(256), 5, millisOfARecord)).containsExactly(8, 1, 1, 1, 1);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.02, 0.1, 0.5, 2})
    void takesMillisecondsOnly(double millisOfARecord) {
        assertThat(handed(pace(256), 50, millisOfARecord).subList(2, 50)).allMatch(size -> size * millisOfARecord < 10);
    }

    @Test
    void recoversWhenRecordsAreFastAgain() {
        Pace pace = pace(256);
        handed(pace, 3, 1000);
        assertThat(handed(pace, 10, 0)).startsWith(1, 2, 4, 8).endsWith(256);
    }

    @Test
    void doesNotGrowByFewRecordsThatHappenedToBeThere() {
        Pace pace = pace(256);
        for (int i = 0; i < 20; i++) {
            assertThat(pace.begin()).isEqualTo(8);
            pace.end(3);
        }
    }

    @Test
    void countsOnlyTheRecordsThatWereThere() {
        Pace pace = pace(256);
        handed(pace, 5, 0);
        assertThat(pace.begin()).isEqualTo(256);
        now += 50;
        pace.end(10);
        assertThat(pace.begin()).isEqualTo(1);
    }
}
