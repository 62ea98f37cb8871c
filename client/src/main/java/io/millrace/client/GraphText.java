package io.millrace.client;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.millrace.dataflow.graph.ChainedOperator;
import io.millrace.dataflow.graph.Edge;
import io.millrace.dataflow.graph.ExchangePattern;
import io.millrace.dataflow.graph.JobGraph;
import io.millrace.dataflow.graph.Vertex;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;

/** A job graph for people and for machines. */
final class GraphText {
    private GraphText() {}

    /** A paragraph for each vertex: its operators, and where its input comes from. */
    static String text(JobGraph graph) {
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
                        "   input %d <- %d by %s, %s%s%n",
                        edge.input(),
                        edge.source(),
                        pattern(edge),
                        mode(edge),
                        edge.sideOutput().map(tag -> ", side output " + tag).orElse("")));
            }
        }
        return text.toString();
    }

    static String json(JobGraph graph) {
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
                write(edge, json);
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

    private static void write(Edge edge, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeNumberField("source", edge.source());
        json.writeNumberField("target", edge.target());
        json.writeNumberField("input", edge.input());
        json.writeStringField("pattern", pattern(edge));
        json.writeStringField("mode", mode(edge));
        if (edge.sideOutput().isPresent()) {
            json.writeStringField("sideOutput", edge.sideOutput().get());
        }
        json.writeEndObject();
    }

    private static String pattern(Edge edge) {
        ExchangePattern pattern = edge.pattern();
        return pattern.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    private static String mode(Edge edge) {
        return edge.mode().name().toLowerCase(Locale.ROOT);
    }
}
