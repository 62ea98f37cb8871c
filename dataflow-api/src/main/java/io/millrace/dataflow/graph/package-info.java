/**
 * The job graph: what both APIs translate a program to and the JobManager runs. Start with {@link
 * io.millrace.dataflow.graph.JobGraph}; the APIs build it by {@link io.millrace.dataflow.graph.JobGraphBuilder}, which
 * also finds the chains.
 *
 * <p>All of it is immutable, serialisable data that can be printed and compared. Nothing here runs anything.
 */
@NullMarked
package io.millrace.dataflow.graph;

import org.jspecify.annotations.NullMarked;
