package io.millrace.client;

import io.millrace.dataflow.graph.Edge;
import io.millrace.dataflow.types.GenericTypeInfo;
import io.millrace.dataflow.types.ObjectArrayTypeInfo;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.typeutils.CompositeType;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;

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
        Set<String> generic = new TreeSet<>();
        collect(type, generic);
        return new EdgeType(type.toString(), generic);
    }

    private static void collect(TypeInformation<?> type, Set<String> generic) {
        if (type instanceof GenericTypeInfo) {
            generic.add(type.getTypeClass().getName());
        } else if (type instanceof CompositeType<?> composite) {
            for (int i = 0; i < composite.getArity(); i++) {
                collect(composite.getTypeAt(i), generic);
            }
        } else if (type instanceof ObjectArrayTypeInfo<?, ?> array) {
            collect(array.getComponentInfo(), generic);
        }
        type.getGenericParameters().values().forEach(parameter -> collect(parameter, generic));
    }
}
