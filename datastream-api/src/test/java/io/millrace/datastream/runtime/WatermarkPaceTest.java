package io.millrace.datastream.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.testing.seeds.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

class WatermarkPaceTest {
    private long now = 5_000;
    private long wakeAt;

    private WatermarkPace pace(long intervalMs) {
        return new WatermarkPace(() -> now, time -> wakeAt = time, intervalMs);
    }

    @Test
    void theFirstRecordOfAnIntervalOfEventTimeIsDue() {
        WatermarkPace pace = pace(200);
        now += 200;
        assertThat(pace.isDueAfter(1_130)).isTrue();
        now += 200;
        assertThat(pace.isDueAfter(1_199)).isFalse();
        assertThat(pace.isDueAfter(1_200)).isTrue();
        assertThat(pace.isDueAfter(1_200)).isFalse();
    }

    @Test
    void whoeverEndsBeforeAnIntervalHasPassedHearsNothing() {
        WatermarkPace pace = pace(200);
        now += 199;
        for (long timestamp = 0; timestamp < 100_000; timestamp += 200) {
            assertThat(pace.isDueAfter(timestamp)).isFalse();
        }
    }

    @Test
    void aTimerInBetweenDoesNotHoldUpTheRecordsThatFollow() {
        WatermarkPace pace = pace(200);
        now += 500;
        assertThat(pace.isDueAt(now)).isTrue();
        for (int i = 1; i < 10; i++) {
            now += i == 1 ? 20 : 200;
            assertThat(pace.isDueAfter(i * 200)).isTrue();
        }
    }

    @Test
    void theTimerLeavesTheTurnToTheNextRecordForAMillisecond() {
        WatermarkPace pace = pace(1);
        now++;
        assertThat(pace.isDueAfter(7)).isTrue();
        now++;
        assertThat(pace.isDueAt(now)).isFalse();
        assertThat(wakeAt).isEqualTo(now + 1);
        assertThat(pace.isDueAfter(8)).isTrue();
    }

    @Test
    void withoutRecordsTheTimerComesEachInterval() {
        WatermarkPace pace = pace(200);
        for (int i = 1; i <= 3; i++) {
            now = wakeAt;
            assertThat(now).isEqualTo(5_000 + i * 200);
            assertThat(pace.isDueAt(now)).isTrue();
        }
    }

    @Test
    void withoutAnIntervalNothingIsDue() {
        wakeAt = -1;
        WatermarkPace pace = pace(0);
        now += 1_000_000;
        assertThat(pace.isDueAfter(Long.MAX_VALUE)).isFalse();
        assertThat(wakeAt).isEqualTo(-1);
    }

    @Test
    void theLastTimesOfAllAreNoneBefore() {
        WatermarkPace pace = pace(200);
        now += 200;
        assertThat(pace.isDueAfter(Long.MAX_VALUE)).isTrue();
        now += 200;
        assertThat(pace.isDueAfter(0)).isFalse();
    }

    /** Whatever comes when: not more than one an interval, but for one; and with a timer that is served not much fewer. */
    @ParameterizedTest
    @Seeds(100)
    void emissionsAreAnIntervalApart(long seed) {
        Random random = new Random(seed);
        long interval = 1L + random.nextInt(random.nextBoolean() ? 3 : 300);
        WatermarkPace pace = pace(interval);
        long began = now;
        List<Long> emissions = new ArrayList<>();
        long atLast = Long.MIN_VALUE;
        long eventTime = random.nextInt(10_000) - 5_000L;
        for (int i = 0; i < 3_000; i++) {
            now += random.nextInt(3) == 0 ? random.nextLong(1 + interval / 2) : 0;
            eventTime += random.nextInt(4) == 0 ? random.nextLong(1 + interval) : 0;
            long timestamp = eventTime - random.nextInt(3);
            if (wakeAt <= now) {
                if (pace.isDueAt(now)) {
                    emissions.add(now);
                }
                assertThat(wakeAt).isGreaterThan(now);
            } else if (pace.isDueAfter(timestamp)) {
                emissions.add(now);
                assertThat(Math.floorDiv(timestamp, interval)).isGreaterThan(atLast);
                atLast = Math.floorDiv(timestamp, interval);
            }
            long last = emissions.isEmpty() ? began : emissions.get(emissions.size() - 1);
            assertThat(now - last).isLessThanOrEqualTo(interval + 1 + interval / 2);
        }
        for (int from = 0; from < emissions.size(); from++) {
            assertThat(emissions.get(from) - began).isGreaterThanOrEqualTo(Math.max(1, from) * interval);
            for (int to = from + 1; to < Math.min(from + 20, emissions.size()); to++) {
                assertThat(emissions.get(to) - emissions.get(from)).isGreaterThan((to - from - 2) * interval);
            }
        }
    }
}
