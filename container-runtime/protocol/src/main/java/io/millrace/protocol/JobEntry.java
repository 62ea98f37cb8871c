package io.millrace.protocol;

import io.millrace.control.Message;
import io.millrace.control.checkpoint.Manifest.CoordinatorState;
import io.millrace.dataflow.JobID;
import io.millrace.dataflow.JobStatus;
import java.util.Collections;
import java.util.List;
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
     * All tasks of a region have finished. What they counted, and what their coordinators need to publish what they made, is
     * here: it does not depend on the processes that ran them any more. A later one of the same region takes its place; when
     * there is one of each region, the job is to be published.
     *
     * @param region its place among the pipelined regions of the graph
     * @param attempt the number of all its attempts
     * @param accumulators serialised, by name, merged over the tasks of the region
     * @param coordinators of those that need more than the attempts' numbers to publish
     */
    record RegionFinished(
            JobID job, int region, int attempt, Map<String, byte[]> accumulators, List<CoordinatorState> coordinators)
            implements JobEntry {
        public RegionFinished {
            accumulators = Collections.unmodifiableMap(new TreeMap<>(accumulators));
            coordinators = List.copyOf(coordinators);
        }
    }

    /**
     * The job is to end without its results: whoever leads it stops what runs, undoes its output, and runs nothing again.
     *
     * @param status FAILED or CANCELED
     * @param failure present if it is to fail
     */
    record JobEnding(JobID job, JobStatus status, Optional<Failure> failure) implements JobEntry {}

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
