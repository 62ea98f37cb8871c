package io.millrace.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ArgumentsTest {
    @Test
    void withoutArgumentsAHundredSeedsAreRun() throws Exception {
        assertThat(Arguments.of()).isEqualTo(new Arguments(0, 100, Optional.empty(), "", false, OptionalInt.empty()));
    }

    @Test
    void hoursAloneGoOnWithFurtherSeedsUntilTheTimeIsOver() throws Exception {
        assertThat(Arguments.of("--hours", "0.5", "--from", "7"))
                .isEqualTo(new Arguments(7, Long.MAX_VALUE - 7, Optional.of(0.5), "", false, OptionalInt.empty()));
    }

    @Test
    void hoursLimitHowLongManySeedsRun() throws Exception {
        assertThat(Arguments.of("--seeds", "9", "--hours", "2"))
                .isEqualTo(new Arguments(0, 9, Optional.of(2.0), "", false, OptionalInt.empty()));
    }

    @Test
    void soManyThreadsRunAsAreAskedFor() throws Exception {
        assertThat(Arguments.of("--seeds", "9", "--threads", "1").threads()).hasValue(1);
    }

    @Test
    void aSeedDrawsItsJobUnlessOneIsNamed() throws Exception {
        Arguments drawn = Arguments.of("--seed", "42");
        assertThat(drawn.jobsOf(42)).hasSize(1);
        assertThat(drawn.jobsOf(42).get(0).get().name())
                .isEqualTo(drawn.jobsOf(42).get(0).get().name());
        Arguments named = Arguments.of("--seed", "42", "--job", "StagedSums");
        assertThat(named.jobsOf(42))
                .hasSize(1)
                .first()
                .satisfies(job -> assertThat(job.get().name()).isEqualTo("StagedSums"));
        assertThat(Arguments.of("--job", "all").jobsOf(42)).hasSameSizeAs(Simulation.jobs());
    }

    @Test
    void badArgumentsAreNamedWithWhatWasExpected() {
        assertRefused("--seeds: expected a whole number, 1 or more, found '0'", "--seeds", "0");
        assertRefused("--from: expected a whole number, 0 or more, found 'x'", "--from", "x");
        assertRefused("--hours: expected a number of hours", "--hours", "NaN");
        assertRefused("unknown option '--sedes'", "--sedes", "3");
        assertRefused("--leaders: expected yes or no, found 'maybe'", "--leaders", "maybe");
        assertRefused("'--seeds' is no option, or its value is missing", "--seeds");
        assertRefused("no job is named 'Nothing'", "--job", "Nothing");
    }

    private static void assertRefused(String because, String... words) {
        assertThatThrownBy(() -> Arguments.of(words))
                .isInstanceOf(Arguments.UsageException.class)
                .hasMessageContaining(because);
    }
}
