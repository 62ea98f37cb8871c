package io.millrace.control.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SlewedClockTest {
    private static final long NANOS_PER_MS = 1_000_000;

    private final AtomicLong wall = new AtomicLong(10_000);
    private final AtomicLong nanos = new AtomicLong(-77);
    private final SlewedClock clock = new SlewedClock(wall::get, nanos::get);

    private void pass(long ms) {
        wall.addAndGet(ms);
        nanos.addAndGet(ms * NANOS_PER_MS);
    }

    @Test
    void itGoesWithTheWallAndJumpsForwardsWithIt() {
        assertThat(clock.millis()).isEqualTo(10_000);
        pass(5);
        assertThat(clock.millis()).isEqualTo(10_005);
        wall.addAndGet(3_600_000);
        assertThat(clock.millis()).isEqualTo(3_610_005);
    }

    @Test
    void afterAJumpBackItGoesOnAtHalfTheSpeedUntilTheWallHasCaughtUp() {
        assertThat(clock.millis()).isEqualTo(10_000);
        wall.addAndGet(-1_000);
        assertThat(clock.millis()).isEqualTo(10_000);
        pass(600);
        assertThat(clock.millis()).isEqualTo(10_300);
        pass(400);
        assertThat(clock.millis()).isEqualTo(10_500);
        pass(1_200);
        assertThat(clock.millis()).isEqualTo(11_200);
        pass(1);
        assertThat(clock.millis()).isEqualTo(11_201);
    }

    @Test
    void aSecondJumpBackIsCountedFromWhereTheFirstWasOver() {
        assertThat(clock.millis()).isEqualTo(10_000);
        wall.addAndGet(-100);
        clock.millis();
        pass(300);
        assertThat(clock.millis()).isEqualTo(10_200);
        wall.addAndGet(-100);
        assertThat(clock.millis()).isEqualTo(10_200);
        pass(10);
        assertThat(clock.millis()).isEqualTo(10_205);
    }

    @Test
    void whateverTheWallDoesItNeverGoesBackAndNeverStandsStill() {
        SplittableRandom random = new SplittableRandom(1);
        long before = clock.millis();
        for (int i = 0; i < 10_000; i++) {
            if (random.nextInt(10) == 0) {
                wall.addAndGet(random.nextInt(-100_000, 100_000));
                clock.millis(); // it notices a jump when it is asked
            }
            long asked = clock.millis();
            assertThat(asked).isGreaterThanOrEqualTo(before);
            pass(2);
            before = clock.millis();
            assertThat(before).isGreaterThan(asked);
        }
    }
}
