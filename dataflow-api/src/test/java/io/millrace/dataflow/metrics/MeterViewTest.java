package io.millrace.dataflow.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Rates at times that the tests choose, far enough ahead that the clock's own steps do not matter. */
class MeterViewTest {
    private static final long HOUR = TimeUnit.HOURS.toNanos(1);

    @Test
    void theRateIsWhatWasCountedWithinTheSpan() {
        Counter counter = new SimpleCounter();
        MeterView meter = new MeterView(counter, 12);
        long begin = System.nanoTime() + HOUR;
        counter.inc(1000);
        assertThat(meter.rateAt(begin)).isPositive();

        meter.markEvent(50);
        assertThat(meter.rateAt(begin + TimeUnit.SECONDS.toNanos(10))).isEqualTo(5.0);
        counter.inc(20);
        assertThat(meter.rateAt(begin + TimeUnit.SECONDS.toNanos(20))).isEqualTo(2.0);
        assertThat(meter.rateAt(begin + TimeUnit.SECONDS.toNanos(30))).isZero();
        assertThat(meter.getCount()).isEqualTo(1070);
    }

    @Test
    void marksCountOneEach() {
        MeterView meter = new MeterView(60);
        meter.markEvent();
        meter.markEvent();
        assertThat(meter.getCount()).isEqualTo(2);
    }
}
