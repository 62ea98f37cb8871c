package io.millrace.benchmarks;

import io.millrace.dataflow.functions.OpenContext;
import io.millrace.dataflow.functions.RichMapFunction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Passes at most so many numbers a second, so that a job lasts long enough to be disturbed; as many as it can once a file of this
 * machine exists.
 */
final class Pace extends RichMapFunction<Long, Long> {
    private static final long serialVersionUID = 1L;

    private static final int PAUSES_PER_SECOND = 50;

    private final long perSecond;
    private final @Nullable String hurry;
    private transient long begin;
    private transient long passed;
    private transient boolean hurries;

    /**
     * @param perSecond of each subtask
     * @param hurry the file that ends the pace; null: none does
     */
    Pace(long perSecond, @Nullable String hurry) {
        this.perSecond = perSecond;
        this.hurry = hurry;
    }

    @Override
    public void open(OpenContext context) {
        begin = System.nanoTime();
        passed = 0;
    }

    @Override
    public Long map(Long number) throws InterruptedException {
        passed++;
        if (!hurries && passed % Math.max(1, perSecond / PAUSES_PER_SECOND) == 0) {
            hurries = hurry != null && Files.exists(Path.of(hurry));
            long due = begin + passed * TimeUnit.SECONDS.toNanos(1) / perSecond;
            long early = due - System.nanoTime();
            if (early > 0 && !hurries) {
                TimeUnit.NANOSECONDS.sleep(early);
            }
        }
        return number;
    }
}
