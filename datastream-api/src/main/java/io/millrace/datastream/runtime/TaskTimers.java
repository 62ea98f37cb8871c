package io.millrace.datastream.runtime;

import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.operators.ProcessingTimeService;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Delayed;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Callbacks at given processing times, on the task's thread: the operator's {@code onTime} fires them. */
public final class TaskTimers implements ProcessingTimeService {
    private final OperatorContext context;
    private final PriorityQueue<Callback> due =
            new PriorityQueue<>(Comparator.comparingLong(Callback::at).thenComparingLong(Callback::number));
    private long registered;

    private record Callback(long at, long number, ProcessingTimeCallback target, Registration registration) {}

    public TaskTimers(OperatorContext context) {
        this.context = context;
    }

    @Override
    public long getCurrentProcessingTime() {
        return context.processingTime();
    }

    @Override
    public ScheduledFuture<?> registerTimer(long timestamp, ProcessingTimeCallback target) {
        Registration registration = new Registration(timestamp);
        due.add(new Callback(timestamp, registered++, target, registration));
        wakeAtNext();
        return registration;
    }

    /** Calls what is due. */
    public void fire(long now) throws Exception {
        for (Callback next = due.peek(); next != null && next.at() <= now; next = due.peek()) {
            due.remove();
            if (next.registration().complete(null)) {
                next.target().onProcessingTime(next.at());
            }
        }
        wakeAtNext();
    }

    private void wakeAtNext() {
        Callback next = due.peek();
        context.wakeAt(next == null ? Long.MAX_VALUE : next.at());
    }

    /** Cancelling it keeps the callback from being called. */
    private final class Registration extends CompletableFuture<@Nullable Void>
            implements ScheduledFuture<@Nullable Void> {
        private final long at;

        Registration(long at) {
            this.at = at;
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(at - context.processingTime(), TimeUnit.MILLISECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(getDelay(TimeUnit.MILLISECONDS), other.getDelay(TimeUnit.MILLISECONDS));
        }
    }
}
