package io.millrace.dataset.operators;

import io.millrace.dataflow.operators.SemanticProperties.InvalidSemanticAnnotationException;
import io.millrace.dataflow.types.LateBoundTypeInfo;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.types.key.FieldAccessor;

/**
 * Checks what a program says of the fields that a function passes on unchanged: {@code "f0;f1->f2"}, or {@code "*"} for the
 * whole record. The planner makes no use of it yet; a statement that cannot be true fails as early as the types are known.
 */
final class ForwardedFields {
    private ForwardedFields() {}

    static void check(TypeInformation<?> input, TypeInformation<?> output, String... statements) {
        for (String statement : statements) {
            for (String field : statement.split(";", -1)) {
                if (!field.isBlank()) {
                    check(field.strip(), input, output);
                }
            }
        }
    }

    private static void check(String field, TypeInformation<?> input, TypeInformation<?> output) {
        String[] ends = field.split("->", -1);
        if (ends.length > 2) {
            throw new InvalidSemanticAnnotationException("Invalid format of forwarded field annotation \"" + field
                    + "\": expected=\"from\" or \"from->to\".");
        }
        TypeInformation<?> from = typeOf(ends[0].strip(), input, field);
        TypeInformation<?> to = typeOf(ends[ends.length - 1].strip(), output, field);
        if (!LateBoundTypeInfo.isIn(from) && !LateBoundTypeInfo.isIn(to) && !from.equals(to)) {
            throw new InvalidSemanticAnnotationException(
                    "Referenced fields of forwarded field annotation do not match: \"" + field + "\" is of type " + from
                            + " in the input, and of type " + to + " in the output.");
        }
    }

    private static TypeInformation<?> typeOf(String expression, TypeInformation<?> type, String field) {
        boolean isWhole = expression.equals("*") || expression.equals("_");
        if (isWhole) {
            return type;
        }
        try {
            return FieldAccessor.typeOf(type, expression);
        } catch (IllegalArgumentException e) {
            throw new InvalidSemanticAnnotationException(
                    "Forwarded field annotation \"" + field + "\": there is no field \"" + expression + "\" in " + type
                            + ".",
                    e);
        }
    }
}
