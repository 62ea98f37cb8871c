package io.millrace.rest;

import io.millrace.dataflow.JobID;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What the REST interface is told of the application that it stands before.
 *
 * @param applicationId as the resource manager names it
 * @param kind whether it runs a program of its own ("application") or takes jobs ("session")
 * @param graphs where submitted jobs' graphs are; empty if the application takes no jobs from outside
 * @param stop ends the application in order, its jobs first; returns at once. Is given the reason, may be called again
 */
public record RestApplication(
        String applicationId, String name, String kind, Optional<StagedGraphs> graphs, Consumer<String> stop) {

    /** The graphs that the application's owner has put into its staging directory. Thread-safe. */
    @FunctionalInterface
    public interface StagedGraphs {
        /**
         * The serialised {@link io.millrace.dataflow.graph.JobGraph} staged under a job's id, from a path that is made of
         * the staging directory and the id alone. Blocks.
         *
         * @throws java.io.FileNotFoundException if there is none
         */
        byte[] read(JobID job) throws IOException;
    }
}
