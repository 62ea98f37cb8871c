package io.millrace.operators.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaceTest {
    /** How many records each of some answers has if each record takes so long. */
    private static List<Integer> answers(Pace pace, int count, double millisOfARecord) {
        List<Integer> sizes = new ArrayList<>();
        double now = 1_000;
        for (int i = 0; i < count; i++) {
            int size = pace.begin((long) now);
            sizes.add(size);
            now += size * millisOfARecord;
            pace.end((long) now);
        }
        return sizes;
    }

    @Test
    void growsToItsLimitWhereRecordsAreFast() {
        assertThat(answers(new Pace(100), 6, 0.001)).containsExactly(8, 16, 32, 64, 100, 100);
    }

    @ParameterizedTest
    @ValueSource(doubles = {5, 20, 1000, 100_000})
    void asksForOneRecordAtATimeWhereEachTakesLong(double millisOfARecord) {
        assertThat(answers(new Pace(256), 5, millisOfARecord)).containsExactly(8, 1, 1, 1, 1);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.02, 0.1, 0.5, 2})
    void keepsAnswersShort(double millisOfARecord) {
        assertThat(answers(new Pace(256), 50, millisOfARecord).subList(2, 50))
                .allMatch(size -> size * millisOfARecord < 10);
    }

    @Test
    void recoversWhenRecordsAreFastAgain() {
        Pace pace = new Pace(256);
        answers(pace, 3, 1000);
        assertThat(answers(pace, 10, 0)).startsWith(1, 2, 4, 8).endsWith(256);
    }
}
