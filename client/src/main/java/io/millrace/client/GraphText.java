package io.millrace.client;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.millrace.dataflow.graph.ChainedOperator;
import io.millrace.dataflow.graph.Edge;
import io.millrace.dataflow.graph.ExchangePattern;
import io.millrace.dataflow.graph.JobGraph;
import io.millrace.dataflow.graph.Loop;
import io.millrace.dataflow.graph.Vertex;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** A job graph for people and for machines. */
final class GraphText {
    private GraphText() {}

    /**
     * A paragraph for each vertex: its operators, where its input comes from and of which type it is.
     *
     * @param loader sees the program's classes
     */
    static String text(JobGraph graph, ClassLoader loader) {
        StringBuilder text = new StringBuilder("Job '")
                .append(graph.name())
                .append("' (")
                .append(graph.mode().name().toLowerCase(Locale.ROOT))
                .append(")\n");
        for (Vertex vertex : graph.vertices()) {
            text.append(String.format(
                    "%n%d: %s%n   parallelism %d, slot sharing group %s%n",
                    vertex.index(), vertex.name(), vertex.parallelism(), vertex.slotSharingGroup()));
            for (Edge edge : graph.inputsOf(vertex.index())) {
                text.append(String.format(
                        "   input %d <- %d by %s, %s%s%s%n      %s%n",
                        edge.input(),
                        edge.source(),
                        pattern(edge),
                        mode(edge),
                        edge.sideOutput().map(tag -> ", side output " + tag).orElse(""),
                        inLoops(graph, edge),
                        records(EdgeType.of(edge, loader))));
            }
        }
        for (Loop loop : graph.loops()) {
            text.append(String.format(
                    "%nLoop '%s': head %d, runs again in each superstep: %s%n",
                    loop.name(),
                    loop.head(),
                    loop.vertices().stream().map(String::valueOf).collect(Collectors.joining(", "))));
        }
        return text.toString();
    }

    private static String records(EdgeType type) {
        return "of " + type.text()
                + (type.generic().isEmpty()
                        ? ""
                        : ", in which Apache Fory writes " + String.join(", ", type.generic())
                                + ", as nothing describes it better");
    }

    private static String inLoops(JobGraph graph, Edge edge) {
        StringBuilder text = new StringBuilder();
        for (Loop loop : graph.loops()) {
            loop.partOf(edge)
                    .ifPresent(part -> text.append(
                                    switch (part) {
                                        case INITIAL -> ", begins the loop '";
                                        case CONSTANT -> ", constant in the loop '";
                                        case CHANGING -> ", changing in the loop '";
                                        case FEEDBACK -> ", fed back in the loop '";
                                        case RESULT -> ", result of the loop '";
                                    })
                            .append(loop.name())
                            .append("'"));
            loop.keeps(edge)
                    .filter(form -> isKept(loop, edge))
                    .ifPresent(form -> text.append(", kept as ").append(form));
        }
        return text.toString();
    }

    // What changes may come by an input of the same number as what stays.
    private static boolean isKept(Loop loop, Edge edge) {
        return loop.partOf(edge)
                .filter(part -> part == Loop.Part.CONSTANT || part == Loop.Part.INITIAL)
                .isPresent();
    }

    /** @param loader sees the program's classes */
    static String json(JobGraph graph, ClassLoader loader) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text).useDefaultPrettyPrinter()) {
            json.writeStartObject();
            json.writeStringField("name", graph.name());
            json.writeStringField("mode", graph.mode().name());
            json.writeArrayFieldStart("vertices");
            for (Vertex vertex : graph.vertices()) {
                write(vertex, json);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("edges");
            for (Edge edge : graph.edges()) {
                write(graph, edge, loader, json);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("loops");
            for (Loop loop : graph.loops()) {
                write(loop, json);
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void write(Vertex vertex, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeNumberField("id", vertex.index());
        json.writeStringField("name", vertex.name());
        json.writeNumberField("parallelism", vertex.parallelism());
        json.writeNumberField("maxParallelism", vertex.maxParallelism());
        json.writeStringField("slotSharingGroup", vertex.slotSharingGroup());
        json.writeArrayFieldStart("operators");
        for (ChainedOperator operator : vertex.chain()) {
            json.writeStartObject();
            json.writeStringField("id", operator.id().hex());
            json.writeStringField("name", operator.name());
            if (operator.uid().isPresent()) {
                json.writeStringField("uid", operator.uid().get());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(Loop loop, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", loop.name());
        json.writeNumberField("head", loop.head());
        json.writeArrayFieldStart("vertices");
        for (int vertex : loop.vertices()) {
            json.writeNumber(vertex);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(JobGraph graph, Edge edge, ClassLoader loader, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeNumberField("source", edge.source());
        json.writeNumberField("target", edge.target());
        json.writeNumberField("input", edge.input());
        json.writeStringField("pattern", pattern(edge));
        json.writeStringField("mode", mode(edge));
        if (edge.sideOutput().isPresent()) {
            json.writeStringField("sideOutput", edge.sideOutput().get());
        }
        EdgeType type = EdgeType.of(edge, loader);
        json.writeStringField("type", type.text());
        json.writeArrayFieldStart("generic");
        for (String name : type.generic()) {
            json.writeString(name);
        }
        json.writeEndArray();
        writeLoops(graph, edge, json);
        json.writeEndObject();
    }

    private static void writeLoops(JobGraph graph, Edge edge, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("loops");
        for (int i = 0; i < graph.loops().size(); i++) {
            Loop loop = graph.loops().get(i);
            Optional<Loop.Part> part = loop.partOf(edge);
            if (part.isPresent()) {
                json.writeStartObject();
                json.writeNumberField("loop", i);
                json.writeStringField("part", part.get().name().toLowerCase(Locale.ROOT));
                if (isKept(loop, edge) && loop.keeps(edge).isPresent()) {
                    json.writeStringField("keptAs", loop.keeps(edge).get());
                }
                json.writeEndObject();
            }
        }
        json.writeEndArray();
    }

    private static String pattern(Edge edge) {
        ExchangePattern pattern = edge.pattern();
        return pattern.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    private static String mode(Edge edge) {
        return edge.mode().name().toLowerCase(Locale.ROOT);
    }
}
