package io.millrace.taskmanager.exchange;

import io.millrace.dataflow.JobID;

/**
 * Names the channel of one edge between two attempts. A new attempt on either side makes it another channel, so nothing
 * of an old attempt can reach a new one.
 */
public record ChannelId(JobID job, int edge, int producer, int producerAttempt, int consumer, int consumerAttempt) {
    @Override
    public String toString() {
        return job + "/edge " + edge + " from " + producer + "#" + producerAttempt + " to " + consumer + "#"
                + consumerAttempt;
    }
}
