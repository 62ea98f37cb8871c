package io.millrace.client;

import io.millrace.dataflow.graph.Edge;
import io.millrace.dataflow.types.GenericTypes;
import io.millrace.dataflow.types.TypeInformation;
import java.io.IOException;
import java.util.Set;

/**
 * What is known of an edge's records before the job runs, for people.
 *
 * @param text the type; it says which serialiser writes them
 * @param generic names of the classes in it that no serialiser describes, so that Apache Fory writes them
 */
record EdgeType(String text, Set<String> generic) {
    /** @param loader sees the program's classes */
    static EdgeType of(Edge edge, ClassLoader loader) {
        TypeInformation<?> type;
        try {
            type = edge.type().deserializeValue(loader);
        } catch (IOException | ClassNotFoundException e) {
            return new EdgeType("unknown: " + e, Set.of());
        }
        return new EdgeType(type.toString(), GenericTypes.in(type));
    }
}
