package io.millrace.dataflow.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A job graph as JSON in the form that programs know: {@code {"nodes":[{"id":…,"predecessors":[…]}]}}. */
public final class PlanJson {
    private PlanJson() {}

    /** Nodes are operators, numbered from 1 in the order of the vertices and their chains. */
    public static String of(JobGraph graph) {
        List<Integer> firstOf = new ArrayList<>();
        int operators = 0;
        for (Vertex vertex : graph.vertices()) {
            firstOf.add(operators + 1);
            operators += vertex.chain().size();
        }
        List<String> nodes = new ArrayList<>();
        for (Vertex vertex : graph.vertices()) {
            int first = firstOf.get(vertex.index());
            for (int place = 0; place < vertex.chain().size(); place++) {
                List<String> inputs = place > 0
                        ? List.of(input(first + place - 1, "FORWARD", "pipelined"))
                        : graph.inputsOf(vertex.index()).stream()
                                .map(edge -> input(lastOf(graph, edge.source(), firstOf), pattern(edge), mode(edge)))
                                .toList();
                nodes.add(node(first + place, vertex, vertex.chain().get(place), inputs));
            }
        }
        return nodes.stream().collect(Collectors.joining(",", "{\n  \"nodes\" : [", " ]\n}"));
    }

    private static int lastOf(JobGraph graph, int vertex, List<Integer> firstOf) {
        return firstOf.get(vertex) + graph.vertices().get(vertex).chain().size() - 1;
    }

    private static String node(int id, Vertex vertex, ChainedOperator operator, List<String> inputs) {
        boolean source = inputs.isEmpty();
        String name = text(operator.name());
        return " {\n    \"id\" : " + id
                + ",\n    \"type\" : " + name
                + ",\n    \"pact\" : " + (source ? "\"Data Source\"" : "\"Operator\"")
                + ",\n    \"contents\" : " + name
                + ",\n    \"parallelism\" : " + vertex.parallelism()
                + (source
                        ? ""
                        : inputs.stream().collect(Collectors.joining(", ", ",\n    \"predecessors\" : [ ", " ]")))
                + "\n  }";
    }

    private static String input(int id, String pattern, String mode) {
        return "{\n      \"id\" : " + id + ",\n      \"ship_strategy\" : " + text(pattern)
                + ",\n      \"exchange_mode\" : " + text(mode) + ",\n      \"side\" : \"second\"\n    }";
    }

    private static String pattern(Edge edge) {
        return edge.pattern().getClass().getSimpleName().toUpperCase(Locale.ROOT);
    }

    private static String mode(Edge edge) {
        return edge.mode().name().toLowerCase(Locale.ROOT);
    }

    private static String text(String value) {
        StringBuilder text = new StringBuilder("\"");
        for (char c : value.toCharArray()) {
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c < ' ') {
                text.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                text.append(c);
            }
        }
        return text.append('"').toString();
    }
}
