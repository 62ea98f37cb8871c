package io.millrace.datastream.runtime;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.contract.Emission;
import io.millrace.dataflow.contract.OneInputOperator;
import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.contract.Output;
import io.millrace.dataflow.contract.SnapshotWriter;
import io.millrace.dataflow.contract.SnapshotWriter.Redistribution;
import io.millrace.dataflow.typeutils.TypeSerializer;
import io.millrace.datastream.functions.async.AsyncRetryStrategy;
import io.millrace.datastream.functions.async.CollectionSupplier;
import io.millrace.datastream.functions.async.ResultFuture;
import io.millrace.datastream.runtime.AsyncCalls.Entry;
import io.millrace.operators.function.OperatorRuntimeContext;
import io.millrace.operators.function.RichFunctions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Calls a function that answers later.
 *
 * <ol>
 *   <li>A record is kept in {@link AsyncCalls} and the function is called. When as many are kept as may be, the operator
 *       waits, on a thread of its own, until one can be emitted.
 *   <li>An answer comes from any thread. It is put into {@code arrivals}, and the task is woken; the task's thread takes it.
 *   <li>An answer that the retry strategy does not take is forgotten, and the call made again after a while. An answer to an
 *       earlier call of the same record is ignored.
 *   <li>A record whose time is up is given to the function's {@code timeout}; from then on only what that answers counts.
 * </ol>
 * Memory: {@code capacity} records and their results. A snapshot has the records that are kept; they are asked for again.
 */
public final class AsyncOperator<IN, OUT> implements OneInputOperator<IN, OUT> {
    private static final String IN_FLIGHT = "in-flight";

    /** How long the end of the input waits at a time: between two waits there may be a checkpoint. */
    private static final long END_WAIT_MS = 20;

    // What it was told.
    private final AsyncFactory<IN, OUT> told;

    // What it holds.
    private final Object monitor = new Object();
    private final Deque<Arrival<OUT>> arrivals = new ArrayDeque<>();
    private boolean closed;

    private final AsyncCalls<IN, OUT> calls;
    private final PriorityQueue<Again<IN, OUT>> again = new PriorityQueue<>(Comparator.comparingLong(Again::at));
    private long wakeAt = Long.MAX_VALUE;

    @SuppressWarnings("NullAway.Init")
    private OperatorContext context;

    @SuppressWarnings("NullAway.Init")
    private TypeSerializer<IN> serializer;

    @SuppressWarnings("NullAway.Init")
    private FunctionState functionState;

    @SuppressWarnings("NullAway.Init")
    private Output<OUT> output;

    /** Exactly one of the three is there. */
    private record Arrival<OUT>(
            Object call,
            @Nullable Collection<OUT> results,
            @Nullable CollectionSupplier<OUT> supplier,
            @Nullable Throwable failure) {}

    private record Again<IN, OUT>(long at, Entry<IN, OUT> entry) {}

    public AsyncOperator(AsyncFactory<IN, OUT> told) {
        this.told = told;
        this.calls = new AsyncCalls<>(told.ordered());
    }

    @Override
    public void open(OperatorContext context, Output<OUT> output) throws Exception {
        this.context = context;
        this.output = output;
        serializer = told.type().createSerializer(context.executionConfig().getSerializerConfig());
        functionState = FunctionState.initialize(told.function(), context, null);
        RichFunctions.open(told.function(), new OperatorRuntimeContext(context), new Configuration());
        for (byte[] element : context.restored().list(IN_FLIGHT)) {
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(element));
            long timestamp = in.readLong();
            begin(serializer.deserialize(in), timestamp);
        }
    }

    @Override
    public void process(IN record, long timestamp) throws Exception {
        takeWhatIsDue();
        while (emitNext(output) || calls.size() >= told.capacity()) {
            if (calls.size() >= told.capacity()) {
                waitUntil(nextDue());
                takeWhatIsDue();
            }
        }
        boolean mayChange = context.executionConfig().isObjectReuseEnabled();
        begin(mayChange ? serializer.copy(record) : record, timestamp);
        wakeWhenDue();
    }

    private void begin(IN record, long timestamp) throws Exception {
        long timeoutAt = told.timeoutMs() == 0 ? Long.MAX_VALUE : context.processingTime() + told.timeoutMs();
        call(calls.add(record, timestamp, timeoutAt));
    }

    private void call(Entry<IN, OUT> entry) throws Exception {
        Call call = new Call(entry);
        entry.call = call;
        told.function().asyncInvoke(entry.record, call);
    }

    @Override
    public Emission<OUT> onWatermark(long watermark) throws Exception {
        if (!told.batch() || watermark == Long.MAX_VALUE) {
            calls.watermark(watermark);
        }
        return drain();
    }

    @Override
    public boolean forwardsWatermarks() {
        return false;
    }

    @Override
    public Emission<OUT> onTime(long now) throws Exception {
        return drain();
    }

    private Emission<OUT> drain() throws Exception {
        takeWhatIsDue();
        wakeWhenDue();
        return this::emitNext;
    }

    @Override
    public Emission<OUT> endInput() {
        return output -> {
            takeWhatIsDue();
            if (!emitNext(output) && !calls.isEmpty()) {
                waitUntil(Math.min(nextDue(), context.processingTime() + END_WAIT_MS));
            }
            return !calls.isEmpty();
        };
    }

    /** @return whether there was something to emit */
    private boolean emitNext(Output<OUT> output) {
        AsyncCalls.Next<OUT> next = calls.poll();
        if (next == null) {
            return false;
        }
        if (next.isWatermark()) {
            output.emitWatermark(next.timestamp());
        } else {
            for (OUT result : next.results()) {
                output.collect(result, next.timestamp());
            }
        }
        return true;
    }

    // ------------------------------------------------------------------ answers

    private void takeWhatIsDue() throws Exception {
        takeArrivals();
        long now = context.processingTime();
        for (Again<IN, OUT> next = again.peek(); next != null && next.at() <= now; next = again.peek()) {
            again.remove();
            if (!next.entry().timedOut) {
                call(next.entry());
            }
        }
        Entry<IN, OUT> late = calls.nextToTimeOut();
        while (late != null && late.timeoutAt <= now) {
            calls.timedOut(late);
            Call call = new Call(late);
            late.call = call;
            told.function().timeout(late.record, call);
            late = calls.nextToTimeOut();
        }
        takeArrivals();
    }

    private void takeArrivals() throws Exception {
        List<Arrival<OUT>> taken;
        synchronized (monitor) {
            if (arrivals.isEmpty()) {
                return;
            }
            taken = new ArrayList<>(arrivals);
            arrivals.clear();
        }
        for (Arrival<OUT> arrival : taken) {
            take(arrival);
        }
    }

    @SuppressWarnings("unchecked")
    private void take(Arrival<OUT> arrival) throws Exception {
        Entry<IN, OUT> entry = ((Call) arrival.call()).entry;
        if (entry.isAnswered() || entry.call != arrival.call()) {
            return;
        }
        Throwable failure = arrival.failure();
        Collection<OUT> results = arrival.results();
        if (arrival.supplier() != null) {
            try {
                results = arrival.supplier().get();
            } catch (Exception e) {
                failure = e;
            }
        }
        if (mayRetry(entry, results, failure)) {
            long backoffMs = retries().getBackoffTimeMillis(entry.attempts++);
            entry.call = null;
            again.add(new Again<>(context.processingTime() + backoffMs, entry));
        } else if (failure != null) {
            throw new Exception("Could not complete the stream element: " + entry.record + ".", failure);
        } else {
            calls.answered(entry, results == null ? List.of() : results);
        }
    }

    private AsyncRetryStrategy<OUT> retries() {
        AsyncRetryStrategy<OUT> strategy = told.strategy();
        if (strategy == null) {
            throw new IllegalStateException("no call is made again");
        }
        return strategy;
    }

    private boolean mayRetry(Entry<IN, OUT> entry, @Nullable Collection<OUT> results, @Nullable Throwable failure) {
        if (told.strategy() == null || entry.timedOut || !retries().canRetry(entry.attempts)) {
            return false;
        }
        if (failure != null) {
            Optional<Predicate<Throwable>> passing =
                    retries().getRetryPredicate().exceptionPredicate();
            return passing.isPresent() && passing.get().test(failure);
        }
        Optional<Predicate<Collection<OUT>>> poor =
                retries().getRetryPredicate().resultPredicate();
        return poor.isPresent() && results != null && poor.get().test(results);
    }

    // ------------------------------------------------------------------ waiting

    /** When there is something to do that no answer tells of. */
    private long nextDue() {
        Entry<IN, OUT> late = calls.nextToTimeOut();
        Again<IN, OUT> next = again.peek();
        return Math.min(late == null ? Long.MAX_VALUE : late.timeoutAt, next == null ? Long.MAX_VALUE : next.at());
    }

    private void wakeWhenDue() {
        long due = nextDue();
        if (due != wakeAt) {
            wakeAt = due;
            context.wakeAt(due);
        }
    }

    /** Waits for an answer, but not past {@code due}. */
    private void waitUntil(long due) throws InterruptedException {
        synchronized (monitor) {
            while (arrivals.isEmpty()) {
                long restMs = due == Long.MAX_VALUE ? 0 : due - context.processingTime();
                if (due != Long.MAX_VALUE && restMs <= 0) {
                    return;
                }
                monitor.wait(restMs);
            }
        }
    }

    private final class Call implements ResultFuture<OUT> {
        private final Entry<IN, OUT> entry;
        private boolean completed;

        Call(Entry<IN, OUT> entry) {
            this.entry = entry;
        }

        @Override
        public void complete(Collection<OUT> result) {
            if (result == null) {
                completeExceptionally(new NullPointerException(
                        "An async function completed with null; complete with an empty collection for no result."));
            } else {
                arrive(new Arrival<>(this, result, null, null));
            }
        }

        @Override
        public void complete(CollectionSupplier<OUT> supplier) {
            arrive(new Arrival<>(this, null, supplier, null));
        }

        @Override
        public void completeExceptionally(Throwable error) {
            arrive(new Arrival<>(this, null, null, error));
        }

        private void arrive(Arrival<OUT> arrival) {
            synchronized (monitor) {
                if (!completed && !closed) {
                    completed = true;
                    arrivals.add(arrival);
                    monitor.notifyAll();
                    context.wakeUp();
                }
            }
        }
    }

    // ------------------------------------------------------------------ life cycle

    @Override
    public void snapshot(SnapshotWriter writer) throws Exception {
        List<byte[]> elements = new ArrayList<>();
        for (Entry<IN, OUT> entry : calls.entries()) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            DataOutputStream out = new DataOutputStream(bytes);
            out.writeLong(entry.timestamp);
            serializer.serialize(entry.record, out);
            elements.add(bytes.toByteArray());
        }
        writer.list(IN_FLIGHT, elements, Redistribution.SPLIT);
        functionState.snapshot(writer);
    }

    @Override
    public void checkpointCompleted(long checkpointId) throws Exception {
        functionState.completed(checkpointId);
    }

    @Override
    public void checkpointAborted(long checkpointId) throws Exception {
        functionState.aborted(checkpointId);
    }

    @Override
    public void close() throws Exception {
        synchronized (monitor) {
            closed = true;
        }
        RichFunctions.close(told.function());
    }
}
