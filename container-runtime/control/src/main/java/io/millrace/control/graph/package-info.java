/**
 * The port to the serialised graphs of jobs that must outlive a leader: {@link io.millrace.control.graph.GraphStore}. Start
 * there. What lies there is bytes, written once and never changed.
 *
 * <p>It never looks into a graph, and knows no files.
 */
@NullMarked
package io.millrace.control.graph;

import org.jspecify.annotations.NullMarked;
