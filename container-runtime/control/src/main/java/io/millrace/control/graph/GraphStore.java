package io.millrace.control.graph;

import io.millrace.control.Message;
import io.millrace.dataflow.JobID;

/**
 * Keeps the serialised graph of each job as long as the job may need it. Methods return at once and never block; {@link Fact}s
 * come to the actor that was named when it was made, in the order of the wishes. It may be slow, and fail.
 *
 * <p>Nothing is fenced here: what is kept is found by its place alone, which the ledger names, and a place is never used for
 * other bytes.
 */
public interface GraphStore {
    /**
     * Writes a graph down: {@link Kept} or {@link Failed}. The same again changes nothing.
     *
     * @param hash of the graph, hexadecimal: what has another one gets another place
     */
    void keep(JobID job, String hash, byte[] graph);

    /** True if nothing outlives this process, so that nobody will take a job over. */
    default boolean forgets() {
        return false;
    }

    /** Reads what was kept at a place, by whatever leader: {@link Found} or {@link Failed}. */
    void read(JobID job, String place);

    /** The job has ended: nobody will read it. No answer; what cannot be removed stays. */
    void drop(JobID job, String place);

    /** What became of a wish. */
    sealed interface Fact extends Message {
        JobID job();
    }

    /** It is durable at this place; empty if it is nowhere, and no other leader follows. */
    record Kept(JobID job, String place) implements Fact {}

    record Found(JobID job, byte[] graph) implements Fact {}

    /** @param reason names the place */
    record Failed(JobID job, String reason) implements Fact {}
}
