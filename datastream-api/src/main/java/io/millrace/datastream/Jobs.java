package io.millrace.datastream;

import io.millrace.dataflow.JobExecutionResult;
import io.millrace.dataflow.execution.JobClient;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Waits for jobs. */
final class Jobs {
    private Jobs() {}

    /** The job's result; its failure as it is. A caller that is interrupted cancels the job. */
    static JobExecutionResult await(JobClient client) throws Exception {
        try {
            return client.getJobExecutionResult().get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw e;
        } catch (InterruptedException e) {
            CompletableFuture<Void> unused = client.cancel();
            throw e;
        }
    }
}
