package io.millrace.datastream.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.dataflow.contract.OperatorFactory;
import io.millrace.dataflow.functions.KeySelector;
import io.millrace.dataflow.types.LateBoundTypeInfo;
import io.millrace.dataflow.types.Types;
import io.millrace.testing.seeds.Seeds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/** Keys that are taken some records ahead, by a rolling sum. */
class KeysAheadTest {
    private static final List<KeySelector<Long, Object>> KINDS = List.of(
            number -> number % 100,
            number -> (int) (number % 100),
            number -> "key " + number % 100,
            number -> number % 7 == 0 ? (Object) (number % 100) : (Object) (int) (number % 100),
            number -> number % 5 == 0 ? "key" : (Object) (number % 100));

    private static OperatorFactory sumBy(KeySelector<Long, Object> keys) {
        return new KeyedReduceFactory<>(Long::sum, keys, LateBoundTypeInfo.any(), Types.LONG);
    }

    @ParameterizedTest
    @Seeds(40)
    void areThoseOfTheRecordsWhateverWasExpected(long seed, int size) throws Exception {
        Random random = new Random(seed);
        KeySelector<Long, Object> keys = KINDS.get(random.nextInt(KINDS.size()));
        List<Long> input = new ArrayList<>();
        for (int i = 0; i < size * 40; i++) {
            input.add(random.nextLong(10_000));
        }
        Map<Object, Long> sums = new HashMap<>();
        List<Long> expected = new ArrayList<>();
        for (Long number : input) {
            expected.add(sums.merge(keys.getKey(number), number, Long::sum));
        }
        try (OperatorHarness<Long> harness = new OperatorHarness<>(sumBy(keys))) {
            for (int i = 0; i < input.size(); i++) {
                if (random.nextInt(10) == 0) {
                    int from = random.nextInt(5) == 0 ? random.nextInt(input.size()) : i;
                    int to = Math.min(input.size(), from + 1 + random.nextInt(40));
                    harness.expect(input.subList(from, to).toArray());
                }
                harness.process(input.get(i), 0);
            }
            List<Long> seen = new ArrayList<>();
            harness.takeOutput().forEach(out -> seen.add(out.value()));
            assertThat(seen).isEqualTo(expected);
        }
    }

    @Test
    void failWhenTheTurnOfTheirRecordComes() throws Exception {
        KeySelector<Long, Object> keys = number -> {
            if (number == 3) {
                throw new IllegalStateException("three");
            }
            return number;
        };
        for (Long[] input : List.of(new Long[] {1L, 2L, 3L}, new Long[] {3L, 2L, 1L})) {
            try (OperatorHarness<Long> harness = new OperatorHarness<>(sumBy(keys))) {
                harness.expect((Object[]) input);
                for (Long number : input) {
                    if (number == 3) {
                        assertThatThrownBy(() -> harness.process(number, 0)).hasMessage("three");
                    } else {
                        harness.process(number, 0);
                    }
                }
                assertThat(harness.takeOutput())
                        .extracting(OperatorHarness.Out::value)
                        .containsExactlyInAnyOrder(1L, 2L);
            }
        }
    }
}
