package io.millrace.benchmarks;

import io.millrace.dataflow.functions.OpenContext;
import io.millrace.dataflow.functions.RichMapFunction;
import java.util.concurrent.TimeUnit;

/** Passes at most so many numbers a second, so that a job lasts long enough to be disturbed. */
final class Pace extends RichMapFunction<Long, Long> {
    private static final long serialVersionUID = 1L;

    private static final int PAUSES_PER_SECOND = 50;

    private final long perSecond;
    private transient long begin;
    private transient long passed;

    /** @param perSecond of each subtask */
    Pace(long perSecond) {
        this.perSecond = perSecond;
    }

    @Override
    public void open(OpenContext context) {
        begin = System.nanoTime();
        passed = 0;
    }

    @Override
    public Long map(Long number) throws InterruptedException {
        passed++;
        if (passed % Math.max(1, perSecond / PAUSES_PER_SECOND) == 0) {
            long due = begin + passed * TimeUnit.SECONDS.toNanos(1) / perSecond;
            long early = due - System.nanoTime();
            if (early > 0) {
                TimeUnit.NANOSECONDS.sleep(early);
            }
        }
        return number;
    }
}
