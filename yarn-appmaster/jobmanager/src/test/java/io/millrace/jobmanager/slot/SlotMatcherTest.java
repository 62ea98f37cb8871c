package io.millrace.jobmanager.slot;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.protocol.TaskManagerId;
import io.millrace.testing.seeds.Seeds;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

class SlotMatcherTest {
    private static final TaskManagerId A = new TaskManagerId("a");
    private static final TaskManagerId B = new TaskManagerId("b");
    private static final TaskManagerId C = new TaskManagerId("c");

    @Test
    void takesAllOrNothing() {
        assertThat(SlotMatcher.match(Map.of(A, 1, B, 1), 3)).isEmpty();
        assertThat(SlotMatcher.match(Map.of(), 1)).isEmpty();
        assertThat(SlotMatcher.match(Map.of(A, 1, B, 1), 2)).isEqualTo(Optional.of(List.of(A, B)));
    }

    @Test
    void fillsTheRoomiestFirstSoThatFewTaskManagersAreTouched() {
        Map<TaskManagerId, Integer> free = new TreeMap<>(Map.of(A, 1, B, 4));
        free.put(C, 2);
        assertThat(SlotMatcher.match(free, 5)).isEqualTo(Optional.of(List.of(B, B, B, B, C)));
        assertThat(SlotMatcher.match(free, 4)).isEqualTo(Optional.of(List.of(B, B, B, B)));
    }

    @ParameterizedTest
    @Seeds(50)
    void neverTakesMoreThanIsFree(long seed, int size) {
        Random random = new Random(seed);
        Map<TaskManagerId, Integer> free = new TreeMap<>();
        for (int i = 0; i < size; i++) {
            free.put(new TaskManagerId("tm" + i), random.nextInt(4));
        }
        int total = free.values().stream().mapToInt(Integer::intValue).sum();
        int wanted = 1 + random.nextInt(total + 2);
        Optional<List<TaskManagerId>> match = SlotMatcher.match(free, wanted);
        assertThat(match.isPresent()).isEqualTo(wanted <= total);
        match.ifPresent(chosen -> {
            assertThat(chosen).hasSize(wanted);
            free.forEach((id, slots) ->
                    assertThat(chosen.stream().filter(id::equals).count()).isLessThanOrEqualTo(slots));
        });
    }
}
