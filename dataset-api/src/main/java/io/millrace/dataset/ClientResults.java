package io.millrace.dataset;

import io.millrace.dataflow.JobExecutionResult;

/** Names for results that come back to the client beside the user's own accumulators. */
final class ClientResults {
    private ClientResults() {}

    /** The same in every run of a program, as its result may be that of an earlier run. */
    static String accumulatorName(String kind, ExecutionEnvironment env) {
        return "millrace." + kind + "-" + env.nextResult();
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
