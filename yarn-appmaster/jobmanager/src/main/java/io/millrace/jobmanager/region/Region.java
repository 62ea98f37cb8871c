package io.millrace.jobmanager.region;

import io.millrace.dataflow.graph.Edge;
import java.util.List;

/**
 * Vertices that run, end and restart together, because records flow between them while they run.
 *
 * @param index its place in the order of {@link PipelinedRegions#all}
 * @param vertices ascending
 * @param inputs the blocking edges that lead here, each from an earlier region
 * @param outputs the blocking edges that lead away, each to a later region
 */
public record Region(int index, List<Integer> vertices, List<Edge> inputs, List<Edge> outputs) {
    public Region {
        vertices = List.copyOf(vertices);
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }
}
