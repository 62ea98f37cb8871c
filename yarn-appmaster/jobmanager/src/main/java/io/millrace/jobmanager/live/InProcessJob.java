package io.millrace.jobmanager.live;

import io.millrace.dataflow.JobExecutionException;
import io.millrace.dataflow.JobExecutionResult;
import io.millrace.dataflow.JobID;
import io.millrace.dataflow.JobStatus;
import io.millrace.dataflow.accumulators.Accumulator;
import io.millrace.dataflow.execution.JobClient;
import io.millrace.dataflow.execution.ResultListener;
import io.millrace.dataflow.util.InstantiationUtil;
import io.millrace.dataflow.util.OptionalFailure;
import io.millrace.protocol.Failure;
import io.millrace.protocol.InOrder;
import io.millrace.protocol.JobCancellationException;
import io.millrace.protocol.JobFailedException;
import io.millrace.protocol.JobNews.JobMoved;
import io.millrace.protocol.JobNews.OperatorResult;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One job as its submitter sees it, from news that somebody brings. News come on one thread at a time; futures are completed on others, so that what users
 * hang on them can hold up nothing.
 */
public final class InProcessJob implements JobClient {
    // What it was told.
    private final JobID id;
    private final String name;
    private final ClassLoader loader;
    private final ResultListener listener;
    private final Runnable canceller;

    // What it knows; the first three are touched by the client's thread only.
    private final InOrder<OperatorResult> results = new InOrder<>();
    private @Nullable Throwable listenerFailure;
    private boolean ended;
    private volatile JobStatus status = JobStatus.INITIALIZING;
    private volatile Map<String, OptionalFailure<Object>> accumulators = Map.of();

    private final CompletableFuture<Void> cancelArrived = new CompletableFuture<>();
    private final CompletableFuture<JobExecutionResult> end = new CompletableFuture<>();

    /**
     * @param loader finds the program's classes among the job's results
     * @param canceller asks for the job to be cancelled; returns at once, may be called again
     */
    public InProcessJob(JobID id, String name, ClassLoader loader, ResultListener listener, Runnable canceller) {
        this.id = id;
        this.name = name;
        this.loader = loader;
        this.listener = listener;
        this.canceller = canceller;
    }

    // ------------------------------------------------------------------ what its user may ask, on any thread

    @Override
    public JobID getJobID() {
        return id;
    }

    @Override
    public CompletableFuture<JobStatus> getJobStatus() {
        return CompletableFuture.completedFuture(status);
    }

    @Override
    public CompletableFuture<Void> cancel() {
        canceller.run();
        return cancelArrived.copy();
    }

    /** Filled when the job has finished: accumulators are merged at its end. */
    @Override
    public CompletableFuture<Map<String, Object>> getAccumulators() {
        Map<String, Object> known = new LinkedHashMap<>();
        try {
            accumulators.forEach((key, value) -> known.put(key, value.getUnchecked()));
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
        return CompletableFuture.completedFuture(known);
    }

    @Override
    public CompletableFuture<JobExecutionResult> getJobExecutionResult() {
        return end.copy();
    }

    boolean hasEnded() {
        return status.isTerminalState();
    }

    // ------------------------------------------------------------------ news, on the client's thread

    /** @return how many results were taken over: all with lower numbers */
    public long result(OperatorResult news) {
        for (OperatorResult due : results.take(news.sequence(), news)) {
            if (listenerFailure == null) {
                tell(due);
            }
        }
        return results.next();
    }

    private void tell(OperatorResult due) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            listener.result(due.name(), due.payload());
        } catch (Throwable e) {
            // The program's side cannot take its results: the job is pointless, and its end must say why.
            listenerFailure = e;
            canceller.run();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** @return true if this was the job's end, heard for the first time */
    public boolean moved(JobMoved news) {
        if (ended) {
            return false;
        }
        if (news.status() == JobStatus.CANCELLING || news.status().isTerminalState()) {
            cancelArrived.completeAsync(() -> null);
        }
        if (!news.status().isTerminalState()) {
            status = news.status();
            return false;
        }
        if (news.status() == JobStatus.FINISHED) {
            accumulators = decoded(news.accumulators());
        }
        status = news.status();
        ended = true;
        Optional<Throwable> failure = failure(news);
        if (failure.isPresent()) {
            fail(failure.get());
        } else {
            JobExecutionResult result = new JobExecutionResult(id, news.runtimeMs(), accumulators);
            end.completeAsync(() -> result);
        }
        return true;
    }

    /** The job cannot be reached any more. */
    public void lost(Throwable why) {
        ended = true;
        if (!status.isTerminalState()) {
            status = JobStatus.SUSPENDED;
        }
        cancelArrived.completeAsync(() -> null);
        fail(why);
    }

    private Optional<Throwable> failure(JobMoved news) {
        if (listenerFailure != null) {
            return Optional.of(new JobExecutionException(
                    id,
                    "Job '" + name + "': its results could not be taken over: " + listenerFailure,
                    listenerFailure));
        }
        return switch (news.status()) {
            case FINISHED -> Optional.empty();
            case CANCELED -> Optional.of(new JobCancellationException(id, name));
            default ->
                Optional.of(new JobFailedException(id, name, news.failure().orElseGet(InProcessJob::unexplained)));
        };
    }

    private void fail(Throwable why) {
        CompletableFuture<Void> unused = CompletableFuture.runAsync(() -> end.completeExceptionally(why));
    }

    private static Failure unexplained() {
        return new Failure(
                Failure.Owner.INTERNAL, Optional.empty(), -1, "the JobManager gave no reason", "", Optional.empty());
    }

    private Map<String, OptionalFailure<Object>> decoded(Map<String, byte[]> serialized) {
        Map<String, OptionalFailure<Object>> decoded = new LinkedHashMap<>();
        serialized.forEach((key, bytes) -> decoded.put(key, decoded(key, bytes)));
        return decoded;
    }

    private OptionalFailure<Object> decoded(String key, byte[] bytes) {
        try {
            Accumulator<?, ?> accumulator = InstantiationUtil.deserializeObject(bytes, loader);
            return OptionalFailure.of(accumulator.getLocalValue());
        } catch (IOException | ClassNotFoundException | RuntimeException | LinkageError e) {
            return OptionalFailure.ofFailure(
                    new JobExecutionException(id, "The accumulator '" + key + "' cannot be read: " + e, e));
        }
    }
}
