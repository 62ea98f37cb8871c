package io.millrace.dataflow.program;

import io.millrace.dataflow.InvalidProgramException;
import io.millrace.dataflow.JobExecutionResult;
import io.millrace.dataflow.JobID;
import io.millrace.dataflow.JobStatus;
import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.deploy.JobStanding;
import io.millrace.dataflow.execution.JobClient;
import io.millrace.dataflow.execution.PipelineExecutor;
import io.millrace.dataflow.execution.ResultListener;
import io.millrace.dataflow.graph.JobGraph;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Passes a program's jobs on to an executor, says that they were submitted, and knows them. */
public final class ProgramJobs implements PipelineExecutor {
    private final PipelineExecutor executor;
    private final Consumer<JobStanding> onSubmitted;
    private final boolean attached;
    private final List<Job> jobs = new CopyOnWriteArrayList<>();

    /** @param say hears of submissions, a line each */
    public ProgramJobs(PipelineExecutor executor, PrintStream say) {
        // Scrapers of schedulers look for this very sentence.
        this(executor, job -> say.println("Job has been submitted with JobID " + job.job()), true);
    }

    /**
     * @param onSubmitted hears of each job as soon as it is accepted, on the program's thread
     * @param attached whether the program waits for the ends of its jobs; else {@code execute()} returns at once, and what
     *     a job's result would say is refused
     */
    public ProgramJobs(PipelineExecutor executor, Consumer<JobStanding> onSubmitted, boolean attached) {
        this.executor = executor;
        this.onSubmitted = onSubmitted;
        this.attached = attached;
    }

    @Override
    public JobClient execute(
            JobGraph graph, Configuration configuration, ClassLoader userClassLoader, ResultListener results)
            throws Exception {
        JobClient client = executor.execute(graph, configuration, userClassLoader, results);
        // A program that takes a job's records itself waits for them, whatever the command line says.
        boolean waits = attached || results != ResultListener.none();
        Job job = new Job(client, graph.name(), System.currentTimeMillis(), waits);
        jobs.add(job);
        onSubmitted.accept(job.standing(JobStatus.CREATED));
        return job;
    }

    /**
     * Waits for the jobs that the program left running, if they are to be waited for.
     *
     * @throws Throwable the failure of the first one whose result the program itself has not asked for
     */
    public void awaitEnds() throws Throwable {
        for (Job job : jobs) {
            try {
                if (job.waits) {
                    job.client.getJobExecutionResult().get();
                }
            } catch (ExecutionException e) {
                if (!job.observed) {
                    throw e.getCause() == null ? e : e.getCause();
                }
            }
        }
    }

    /** All jobs as they stand now, as far as that is known within a second. */
    public List<JobStanding> standings() {
        return jobs.stream().map(job -> job.standing(job.status())).toList();
    }

    /** The jobs that have not ended. */
    public List<JobID> running() {
        return jobs.stream().filter(Job::isRunning).map(Job::getJobID).toList();
    }

    /** Cancels what runs and waits for its end. @return the jobs that have not ended by then */
    public List<JobID> cancelAll(long timeoutMs) throws InterruptedException {
        List<CompletableFuture<?>> ends = new ArrayList<>();
        for (Job job : jobs) {
            if (job.isRunning()) {
                CompletableFuture<Void> unused = job.client.cancel();
                ends.add(job.client.getJobExecutionResult());
            }
        }
        try {
            CompletableFuture.allOf(ends.toArray(CompletableFuture<?>[]::new)).get(timeoutMs, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            // Cancelled jobs end by an exception; those that have not ended are what the caller hears of.
            return running();
        }
        return running();
    }

    /** Notes whether the program itself asks how its job ended: then a failure is the program's to handle. */
    private static final class Job implements JobClient {
        private final JobClient client;
        private final String name;
        private final long submittedAtMs;
        private final boolean waits;
        private volatile boolean observed;

        Job(JobClient client, String name, long submittedAtMs, boolean waits) {
            this.client = client;
            this.name = name;
            this.submittedAtMs = submittedAtMs;
            this.waits = waits;
        }

        boolean isRunning() {
            return !client.getJobExecutionResult().isDone();
        }

        JobStanding standing(JobStatus status) {
            return new JobStanding(getJobID(), name, status, submittedAtMs);
        }

        /** As it is known here; a job whose cluster does not answer at once counts as running. */
        JobStatus status() {
            CompletableFuture<JobExecutionResult> end = client.getJobExecutionResult();
            if (end.isDone() && !end.isCompletedExceptionally()) {
                return JobStatus.FINISHED;
            }
            CompletableFuture<JobStatus> status = client.getJobStatus();
            try {
                return status.get(1, TimeUnit.SECONDS);
            } catch (ExecutionException | TimeoutException e) {
                return end.isDone() ? JobStatus.FAILED : JobStatus.RUNNING;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return JobStatus.RUNNING;
            }
        }

        @Override
        public JobID getJobID() {
            return client.getJobID();
        }

        @Override
        public CompletableFuture<JobStatus> getJobStatus() {
            return client.getJobStatus();
        }

        @Override
        public CompletableFuture<Void> cancel() {
            return client.cancel();
        }

        @Override
        public CompletableFuture<Map<String, Object>> getAccumulators() {
            return client.getAccumulators();
        }

        @Override
        public CompletableFuture<JobExecutionResult> getJobExecutionResult() {
            if (!waits) {
                return CompletableFuture.completedFuture(new Unawaited(getJobID()));
            }
            observed = true;
            return client.getJobExecutionResult();
        }
    }

    /** What a program gets that was told not to wait: it must not use what it has not got. */
    private static final class Unawaited extends JobExecutionResult {
        Unawaited(JobID job) {
            super(job, -1, Map.of());
        }

        @Override
        @SuppressWarnings("TypeParameterUnusedInFormals")
        public <T> T getAccumulatorResult(String accumulatorName) {
            throw refusal();
        }

        @Override
        public Map<String, Object> getAllAccumulatorResults() {
            throw refusal();
        }

        @Override
        public Integer getIntCounterResult(String accumulatorName) {
            throw refusal();
        }

        private InvalidProgramException refusal() {
            return new InvalidProgramException("The program asks for results of job " + getJobID()
                    + " (by collect(), count(), print() or an accumulator), but was told not to wait for its jobs."
                    + " Run it without --detach, or let it write its results to a file.");
        }

        @Override
        public String toString() {
            return "Job has been submitted with JobID " + getJobID();
        }
    }
}
