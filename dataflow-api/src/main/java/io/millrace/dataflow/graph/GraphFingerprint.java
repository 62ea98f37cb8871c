package io.millrace.dataflow.graph;

import java.nio.charset.StandardCharsets;

/**
 * Says whether two graphs are of the same job: their operators, by id and name, are the same, and so are parallelism, edges and
 * loops. What is inside of the user's functions does not count: the serialised form of a function that holds a {@code Map.of}
 * is another one in each JVM, although the program is the same. Settings do not count either.
 */
public final class GraphFingerprint {
    private GraphFingerprint() {}

    /** SHA-256, hexadecimal; the same in every JVM. */
    public static String of(JobGraph graph) {
        StringBuilder text = new StringBuilder();
        line(text, "job", graph.mode(), graph.name());
        for (Vertex vertex : graph.vertices()) {
            line(
                    text,
                    "vertex",
                    vertex.parallelism(),
                    vertex.maxParallelism(),
                    vertex.slotSharingGroup(),
                    vertex.name());
            for (ChainedOperator operator : vertex.chain()) {
                line(text, "operator", operator.id(), operator.coordinator().isPresent(), operator.name());
            }
        }
        for (Edge edge : graph.edges()) {
            line(
                    text,
                    "edge",
                    edge.source(),
                    edge.target(),
                    edge.input(),
                    edge.pattern().getClass().getSimpleName(),
                    edge.mode(),
                    edge.sideOutput().orElse(""));
        }
        for (Loop loop : graph.loops()) {
            line(text, "loop", loop.head(), loop.vertices(), loop.name());
        }
        return Sha256.of(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Each part with its length, so that no two lists of parts give the same text. */
    private static void line(StringBuilder text, Object... parts) {
        for (Object part : parts) {
            String printed = part.toString();
            text.append(printed.length()).append(':').append(printed);
        }
        text.append('\n');
    }
}
