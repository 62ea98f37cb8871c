package io.millrace.jobmanager.container;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MissingContainersTest {
    @ParameterizedTest(name = "wanted {0}, pending {1}, starting {2}, running {3}: ask for {4}")
    @CsvSource({
        "3, 0, 0, 0, 3",
        "3, 1, 1, 1, 0",
        "3, 0, 1, 1, 1",
        "3, 3, 0, 0, 0",
        // Too many are pending: some are taken back.
        "1, 3, 0, 0, -2",
        // What starts and runs is never taken back here, so no more than what is pending.
        "0, 2, 5, 5, -2",
        "0, 0, 5, 5, 0"
    })
    void asksForWhatIsMissing(int wanted, int pending, int starting, int running, int expected) {
        assertThat(MissingContainers.toAskFor(wanted, pending, starting, running))
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} slots in containers of {1}: {2}")
    @CsvSource({"0, 4, 0", "1, 4, 1", "4, 4, 1", "5, 4, 2", "7, 1, 7"})
    void roundsUpToWholeContainers(int slots, int each, int expected) {
        assertThat(MissingContainers.holding(slots, each)).isEqualTo(expected);
    }
}
