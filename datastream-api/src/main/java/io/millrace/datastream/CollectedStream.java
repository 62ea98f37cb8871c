package io.millrace.datastream;

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
    private final JobClient job;
    private boolean ended;

    private CollectedStream(DataStream<T> stream, String jobName) throws Exception {
        TypeInformation<T> type = stream.getType();
        this.decoder = new CollectedRows<>(
                type.createSerializer(stream.getExecutionConfig().getSerializerConfig()));
        String result = "collect-" + new AbstractID();
        stream.sink(
                "Collect",
                StepFactory.with(
                        context -> new CollectSinkFactory<>(type), context -> new CollectCoordinatorFactory(result)));
        this.job = stream.getExecutionEnvironment().executeWith(jobName, (name, message) -> {
            if (name.equals(result)) {
                arrivals.add(new Arrival.Batch(message));
            }
        });
        CompletableFuture<?> unused = job.getJobExecutionResult()
                .whenComplete((done, failure) -> arrivals.add(new Arrival.Ended(Optional.ofNullable(failure))));
    }

    static <T> CloseableIterator<T> run(DataStream<T> stream, String jobName) throws Exception {
        return new CollectedStream<>(stream, jobName);
    }

    /** Waits for the next record, or the end of the job; its failure is the cause of the exception. */
    @Override
    public boolean hasNext() {
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
        if (!ended) {
            CompletableFuture<Void> asked = job.cancel();
            asked.handle((done, failure) -> done)
                    .thenCompose(done -> job.getJobExecutionResult())
                    .handle((result, failure) -> result)
                    .join();
            ended = true;
        }
    }
}
