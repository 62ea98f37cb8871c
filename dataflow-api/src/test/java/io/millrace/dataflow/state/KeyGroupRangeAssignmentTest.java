package io.millrace.dataflow.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.dataflow.util.MathUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyGroupRangeAssignmentTest {
    // Published test vectors of murmur3_x86_32 with seed 0: 00000000, 01000000, ffffffff, 21436587.
    @ParameterizedTest
    @CsvSource({"0, 593689054", "1, -68075478", "-1, 1982413648", "-2023406815, -178564757"})
    void murmurIsTheAbsoluteOfTheReference(int code, int reference) {
        assertThat(MathUtils.murmurHash(code)).isEqualTo(Math.abs(reference));
    }

    @ParameterizedTest
    @CsvSource({"1, 128", "85, 128", "86, 256", "128, 256", "200, 512", "21845, 32768", "32768, 32768"})
    void theDefaultIsHalfAsMuchAgainRoundedUpToAPowerOfTwo(int parallelism, int expected) {
        assertThat(KeyGroupRangeAssignment.computeDefaultMaxParallelism(parallelism))
                .isEqualTo(expected);
    }

    @Test
    void everyKeyGroupBelongsToTheSubtaskWhoseRangeHasIt() {
        for (int maxParallelism : new int[] {1, 7, 128, 1000, 32768}) {
            for (int parallelism : new int[] {1, 2, 3, 7, 100}) {
                if (parallelism > maxParallelism) {
                    continue;
                }
                int covered = 0;
                for (int subtask = 0; subtask < parallelism; subtask++) {
                    KeyGroupRange range = KeyGroupRangeAssignment.computeKeyGroupRangeForOperatorIndex(
                            maxParallelism, parallelism, subtask);
                    assertThat(range.getStartKeyGroup()).isEqualTo(covered);
                    covered += range.getNumberOfKeyGroups();
                    for (int group : range) {
                        assertThat(KeyGroupRangeAssignment.computeOperatorIndexForKeyGroup(
                                        maxParallelism, parallelism, group))
                                .isEqualTo(subtask);
                    }
                }
                assertThat(covered).isEqualTo(maxParallelism);
            }
        }
    }

    @Test
    void keysSpreadOverAllSubtasks() {
        int[] counts = new int[7];
        for (int i = 0; i < 70_000; i++) {
            counts[KeyGroupRangeAssignment.assignKeyToParallelOperator("key-" + i, 128, 7)]++;
        }
        for (int count : counts) {
            assertThat(count).isBetween(8_000, 12_000);
        }
    }

    @Test
    void refusesAParallelismThatKeyGroupsCannotServe() {
        assertThatThrownBy(() -> KeyGroupRangeAssignment.computeDefaultMaxParallelism(0))
                .hasMessageContaining("actual=0");
        assertThatThrownBy(() -> KeyGroupRangeAssignment.computeKeyGroupRangeForOperatorIndex(4, 5, 0))
                .hasMessageContaining("expected=at least the parallelism 5");
    }

    @Test
    void rangesIntersect() {
        KeyGroupRange range = KeyGroupRange.of(3, 9);
        assertThat(range.getIntersection(KeyGroupRange.of(7, 20))).isEqualTo(KeyGroupRange.of(7, 9));
        assertThat(range.getIntersection(KeyGroupRange.of(10, 20))).isEqualTo(KeyGroupRange.EMPTY_KEY_GROUP_RANGE);
        assertThat(range.contains(9)).isTrue();
        assertThat(range.contains(10)).isFalse();
    }
}
