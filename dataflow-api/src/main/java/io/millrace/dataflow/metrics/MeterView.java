package io.millrace.dataflow.metrics;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/**
 * The events per second of a counter over a span of time up to now. Whoever reads the rate also takes the sample that later
 * reads are measured from, at most one each five seconds; before the span is over, and if nobody has read for longer than the
 * span, the rate is that since the nearest earlier sample.
 */
public class MeterView implements Meter {
    private static final int DEFAULT_SPAN_S = 60;
    private static final int SAMPLE_S = 5;

    private final Counter counter;
    private final long spanNanos;
    private final Deque<Sample> samples = new ArrayDeque<>();

    /** @param timeSpanInSeconds is rounded down to a multiple of five seconds, but at least five */
    public MeterView(int timeSpanInSeconds) {
        this(new SimpleCounter(), timeSpanInSeconds);
    }

    /** Over a minute. */
    public MeterView(Counter counter) {
        this(counter, DEFAULT_SPAN_S);
    }

    /** @param timeSpanInSeconds is rounded down to a multiple of five seconds, but at least five */
    public MeterView(Counter counter, int timeSpanInSeconds) {
        this.counter = counter;
        int whole = Math.max(timeSpanInSeconds - timeSpanInSeconds % SAMPLE_S, SAMPLE_S);
        this.spanNanos = TimeUnit.SECONDS.toNanos(whole);
        samples.add(new Sample(System.nanoTime(), counter.getCount()));
    }

    @Override
    public void markEvent() {
        counter.inc();
    }

    @Override
    public void markEvent(long n) {
        counter.inc(n);
    }

    @Override
    public long getCount() {
        return counter.getCount();
    }

    @Override
    public double getRate() {
        return rateAt(System.nanoTime());
    }

    /** The rate at a time of {@link System#nanoTime}. */
    synchronized double rateAt(long nanos) {
        long count = counter.getCount();
        while (samples.size() > 1 && nanos - second().nanos() >= spanNanos) {
            samples.removeFirst();
        }
        Sample from = samples.getFirst();
        if (nanos - samples.getLast().nanos() >= TimeUnit.SECONDS.toNanos(SAMPLE_S)) {
            samples.add(new Sample(nanos, count));
        }
        long elapsed = nanos - from.nanos();
        return elapsed <= 0 ? 0 : (count - from.count()) * (double) TimeUnit.SECONDS.toNanos(1) / elapsed;
    }

    private Sample second() {
        var inOrder = samples.iterator();
        inOrder.next();
        return inOrder.next();
    }

    private record Sample(long nanos, long count) {}
}
