package io.millrace.rest.view;

import io.millrace.control.Epoch;
import io.millrace.dataflow.JobID;
import io.millrace.protocol.JobNews.OperatorResult;

/**
 * What a coordinator said to the client.
 *
 * @param sequence counts from 0 per job
 * @param payload base64 in JSON
 */
public record ResultView(long sequence, String name, byte[] payload) {
    public static ResultView of(OperatorResult result) {
        return new ResultView(result.sequence(), result.name(), result.payload());
    }

    /** As the dispatcher said it. */
    public OperatorResult toNews(Epoch epoch, JobID job) {
        return new OperatorResult(epoch, job, sequence, name, payload);
    }
}
