package io.millrace.dataflow;

import io.millrace.dataflow.util.OptionalFailure;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The result of a job that finished: its run time and what its accumulators came to. */
public class JobExecutionResult extends JobSubmissionResult {
    private final long netRuntimeMs;
    private final Map<String, OptionalFailure<Object>> accumulatorResults;

    /**
     * @param netRuntimeMs time from the start of the first task to the end of the last, in milliseconds
     * @param accumulators results by name, or the failure that kept one from being merged
     */
    public JobExecutionResult(JobID jobID, long netRuntimeMs, Map<String, OptionalFailure<Object>> accumulators) {
        super(jobID);
        this.netRuntimeMs = netRuntimeMs;
        this.accumulatorResults = new LinkedHashMap<>(accumulators);
    }

    @Override
    public boolean isJobExecutionResult() {
        return true;
    }

    @Override
    public JobExecutionResult getJobExecutionResult() {
        return this;
    }

    /** In milliseconds. */
    public long getNetRuntime() {
        return netRuntimeMs;
    }

    public long getNetRuntime(TimeUnit desiredUnit) {
        return desiredUnit.convert(netRuntimeMs, TimeUnit.MILLISECONDS);
    }

    /**
     * The merged result of the accumulator of that name, or null if there is none. Fails with the accumulator's
     * failure if it could not be merged.
     */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    public <T> @Nullable T getAccumulatorResult(String accumulatorName) {
        OptionalFailure<Object> result = accumulatorResults.get(accumulatorName);
        return result == null ? null : (T) result.getUnchecked();
    }

    /** All results by name. Fails if one of them could not be merged. */
    public Map<String, Object> getAllAccumulatorResults() {
        Map<String, Object> results = new LinkedHashMap<>();
        accumulatorResults.forEach((name, result) -> results.put(name, result.getUnchecked()));
        return results;
    }

    /**
     * The result of an {@code IntCounter}, or null if there is no accumulator of that name.
     *
     * @throws ClassCastException if the accumulator's result is not an Integer
     */
    public @Nullable Integer getIntCounterResult(String accumulatorName) {
        Object result = getAccumulatorResult(accumulatorName);
        if (result != null && !(result instanceof Integer)) {
            throw new ClassCastException("The accumulator '" + accumulatorName + "' is not an IntCounter: expected="
                    + "Integer, actual=" + result.getClass().getName());
        }
        return (Integer) result;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        text.append("Program execution finished\n");
        text.append("Job with JobID ").append(getJobID()).append(" has finished.\n");
        text.append("Job Runtime: ").append(netRuntimeMs).append(" ms\n");
        if (!accumulatorResults.isEmpty()) {
            text.append("Accumulator Results: \n");
            accumulatorResults.forEach((name, result) -> text.append("- ")
                    .append(name)
                    .append(" (")
                    .append(describe(result))
                    .append('\n'));
        }
        return text.toString();
    }

    private static String describe(OptionalFailure<Object> result) {
        if (result.isFailure()) {
            return "failed): " + result.getFailureCause();
        }
        Object value = result.getUnchecked();
        if (value instanceof Collection<?> collection) {
            return value.getClass().getName() + ") [" + collection.size() + " elements]";
        }
        return value.getClass().getName() + "): " + value;
    }
}
