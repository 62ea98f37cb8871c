package io.millrace.dataflow.types;

import io.millrace.dataflow.typeutils.CompositeType;
import java.util.Set;
import java.util.TreeSet;

/** The classes within a type that no serialiser of their own describes, so that the generic one writes them. */
public final class GenericTypes {
    private GenericTypes() {}

    /** Their names, sorted; of what is late-bound nothing is known yet. */
    public static Set<String> in(TypeInformation<?> type) {
        Set<String> names = new TreeSet<>();
        collect(type, names);
        return names;
    }

    /**
     * For jobs that forbid generic types.
     *
     * @param operator makes the records
     * @throws UnsupportedOperationException if the type is generic or has such parts
     */
    public static void refuse(TypeInformation<?> type, String operator) {
        Set<String> names = in(type);
        if (!names.isEmpty()) {
            throw new UnsupportedOperationException("Generic types have been disabled in the ExecutionConfig and type "
                    + String.join(", ", names)
                    + " is treated as a generic type, in the records of operator '" + operator + "': " + type
                    + ". Make it a POJO or a Java record, give its type information, or set"
                    + " pipeline.generic-types to true.");
        }
    }

    private static void collect(TypeInformation<?> type, Set<String> names) {
        if (type instanceof GenericTypeInfo) {
            names.add(type.getTypeClass().getName());
        } else if (type instanceof CompositeType<?> composite) {
            for (int i = 0; i < composite.getArity(); i++) {
                collect(composite.getTypeAt(i), names);
            }
        } else if (type instanceof ObjectArrayTypeInfo<?, ?> array) {
            collect(array.getComponentInfo(), names);
        }
        type.getGenericParameters().values().forEach(parameter -> collect(parameter, names));
    }
}
