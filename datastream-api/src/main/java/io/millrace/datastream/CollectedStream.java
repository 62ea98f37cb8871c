package io.millrace.datastream;

import io.millrace.dataflow.ExecutionConfig;
import io.millrace.dataflow.execution.JobClient;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.util.AbstractID;
import io.millrace.dataflow.util.CloseableIterator;
import io.millrace.dataflow.util.FlinkRuntimeException;
import io.millrace.datastream.plan.StepFactory;
import io.millrace.operators.sink.CollectCoordinatorFactory;
import io.millrace.operators.sink.CollectSinkFactory;
import io.millrace.operators.sink.CollectedRows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Brings the records of a stream to the client while the job runs. The job's own thread puts batches into a queue, the
 * user's takes them out.
 */
final class CollectedStream<T> implements CloseableIterator<T> {
    /** What the queue holds: a batch, or how the job ended. */
    private sealed interface Arrival {
        record Batch(byte[] message) implements Arrival {}

        record Ended(Optional<Throwable> failure) implements Arrival {}
    }

    private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
    private final Deque<T> rows = new ArrayDeque<>();
    private final CollectedRows<T> decoder;
    private final String result = "collect-" + new AbstractID();
    private @Nullable JobClient job;
    private boolean ended;

    private CollectedStream(TypeInformation<T> type, ExecutionConfig config) {
        this.decoder = new CollectedRows<>(type.createSerializer(config.getSerializerConfig()));
    }

    /** Collects what the next execution of the environment makes of the stream. */
    static <T> CollectedStream<T> of(DataStream<T> stream) {
        TypeInformation<T> type = stream.getType();
        CollectedStream<T> collected = new CollectedStream<>(type, stream.getExecutionConfig());
        // One instance: so the records of a stream that has an order come in it, and what goes everywhere comes once.
        stream.sink(
                        "Collect",
                        StepFactory.with(
                                context -> new CollectSinkFactory<>(type),
                                context -> new CollectCoordinatorFactory(collected.result)))
                .setParallelism(1);
        stream.getExecutionEnvironment().add(collected);
        return collected;
    }

    /** What the job says; not all of it is for this one. */
    void receive(String name, byte[] message) {
        if (name.equals(result)) {
            arrivals.add(new Arrival.Batch(message));
        }
    }

    /** The job that makes the records was submitted. */
    void follow(JobClient submitted) {
        job = submitted;
        CompletableFuture<?> unused = submitted
                .getJobExecutionResult()
                .whenComplete((done, failure) -> arrivals.add(new Arrival.Ended(Optional.ofNullable(failure))));
    }

    /** Waits for the next record, or the end of the job; its failure is the cause of the exception. */
    @Override
    public boolean hasNext() {
        running();
        while (rows.isEmpty() && !ended) {
            try {
                take(arrivals.take());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while waiting for the job's records", e);
            } catch (IOException e) {
                throw new UncheckedIOException("The job's records cannot be read", e);
            }
        }
        return !rows.isEmpty();
    }

    private JobClient running() {
        JobClient submitted = job;
        if (submitted == null) {
            throw new IllegalStateException(
                    "The stream's records come when the program runs: call execute or executeAsync first.");
        }
        return submitted;
    }

    private void take(Arrival arrival) throws IOException {
        if (arrival instanceof Arrival.Batch batch) {
            rows.addAll(decoder.next(batch.message()));
        } else if (arrival instanceof Arrival.Ended end) {
            ended = true;
            if (end.failure().isPresent()) {
                Throwable failure = end.failure().get();
                Throwable cause = failure instanceof CompletionException && failure.getCause() != null
                        ? failure.getCause()
                        : failure;
                throw new FlinkRuntimeException("Failed to fetch next result: " + cause.getMessage(), cause);
            }
        }
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException("The stream has no more records");
        }
        return rows.remove();
    }

    /** Cancels the job if it still runs, and waits for its end. */
    @Override
    public void close() {
        JobClient submitted = job;
        if (!ended && submitted != null) {
            CompletableFuture<Void> asked = submitted.cancel();
            asked.handle((done, failure) -> done)
                    .thenCompose(done -> submitted.getJobExecutionResult())
                    .handle((result, failure) -> result)
                    .join();
            ended = true;
        }
    }
}
