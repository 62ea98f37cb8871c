package io.millrace.dataflow.program;

import io.millrace.dataflow.JobExecutionResult;
import io.millrace.dataflow.JobID;
import io.millrace.dataflow.JobStatus;
import io.millrace.dataflow.config.Configuration;
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

/** Passes a program's jobs on to an executor, says that they were submitted and how they ended, and knows them. */
public final class ProgramJobs implements PipelineExecutor {
    private final PipelineExecutor executor;
    private final PrintStream say;
    private final List<Job> jobs = new CopyOnWriteArrayList<>();

    /** @param say hears of submissions and ends, a line each */
    public ProgramJobs(PipelineExecutor executor, PrintStream say) {
        this.executor = executor;
        this.say = say;
    }

    @Override
    public JobClient execute(
            JobGraph graph, Configuration configuration, ClassLoader userClassLoader, ResultListener results)
            throws Exception {
        Job job = new Job(executor.execute(graph, configuration, userClassLoader, results));
        // Scrapers of schedulers look for this very sentence.
        say.println("Job has been submitted with JobID " + job.getJobID());
        jobs.add(job);
        return job;
    }

    /**
     * Waits for the jobs that the program left running.
     *
     * @throws Throwable the failure of the first one whose result the program itself has not asked for
     */
    public void awaitEnds() throws Throwable {
        for (Job job : jobs) {
            try {
                job.client.getJobExecutionResult().get();
            } catch (ExecutionException e) {
                if (!job.observed) {
                    throw e.getCause() == null ? e : e.getCause();
                }
            }
        }
    }

    /** The jobs that have not ended. */
    public List<JobID> running() {
        return jobs.stream()
                .filter(job -> !job.client.getJobExecutionResult().isDone())
                .map(Job::getJobID)
                .toList();
    }

    /** Cancels what runs and waits for its end. @return the jobs that have not ended by then */
    public List<JobID> cancelAll(long timeoutMs) throws InterruptedException {
        List<CompletableFuture<?>> ends = new ArrayList<>();
        for (Job job : jobs) {
            CompletableFuture<JobExecutionResult> end = job.client.getJobExecutionResult();
            if (!end.isDone()) {
                CompletableFuture<Void> unused = job.client.cancel();
                ends.add(end);
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
        private volatile boolean observed;

        Job(JobClient client) {
            this.client = client;
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
            observed = true;
            return client.getJobExecutionResult();
        }
    }
}
