package io.millrace.dataset;

import io.millrace.dataflow.JobExecutionResult;
import io.millrace.dataflow.util.AbstractID;

/** Names for results that come back to the client beside the user's own accumulators. */
final class ClientResults {
    private ClientResults() {}

    static String accumulatorName(String kind) {
        return kind + "-" + new AbstractID();
    }

    static <R> R of(JobExecutionResult result, String name) {
        R value = result.getAccumulatorResult(name);
        if (value == null) {
            throw new IllegalStateException("The job " + result.getJobID() + " has finished without the result '" + name
                    + "' that this program asked for; found "
                    + result.getAllAccumulatorResults().keySet());
        }
        return value;
    }
}
