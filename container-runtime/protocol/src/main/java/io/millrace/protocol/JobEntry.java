package io.millrace.protocol;

import io.millrace.control.Message;
import io.millrace.dataflow.JobID;
import io.millrace.dataflow.JobStatus;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a leader writes into the ledger about a job, before it tells anybody. In the schema of the messages, so that its form
 * is written down like theirs; never sent.
 */
public sealed interface JobEntry extends Message {
    JobID job();

    /**
     * The job is accepted and will run to an end, unless the leader is lost.
     *
     * @param graphPlace where the serialised graph lies, as the store of graphs says; empty if nowhere but in the leader
     * @param graphHash SHA-256 of the serialised graph, hexadecimal
     * @param structure {@link io.millrace.dataflow.graph.GraphFingerprint} of the graph
     */
    record JobAccepted(JobID job, String name, String graphPlace, String graphHash, String structure, long acceptedAtMs)
            implements JobEntry {}

    /**
     * The job has ended.
     *
     * @param status a globally terminal one
     * @param failure present if it has FAILED
     * @param accumulators serialised, by name; filled when FINISHED
     */
    record JobEnded(
            JobID job, JobStatus status, Optional<Failure> failure, Map<String, byte[]> accumulators, long runtimeMs)
            implements JobEntry {
        public JobEnded {
            accumulators = Collections.unmodifiableMap(new TreeMap<>(accumulators));
        }
    }
}
