package io.millrace.dataflow.graph;

import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.util.SerializedValue;
import java.io.Serializable;
import java.util.Optional;

/**
 * A stream of records from the end of one vertex to an input of another. Several edges may lead to one input: a union.
 *
 * @param sideOutput the id of the side output that feeds it; empty for the main output
 * @param input 0, or 1 for the right input of a two-input operator
 * @param type what the records are; says how they are copied and serialised
 */
public record Edge(
        int index,
        int source,
        Optional<String> sideOutput,
        int target,
        int input,
        ExchangePattern pattern,
        ExchangeMode mode,
        SerializedValue<TypeInformation<?>> type)
        implements Serializable {
    private static final long serialVersionUID = 1L;

    Edge withMode(ExchangeMode other) {
        return new Edge(index, source, sideOutput, target, input, pattern, other, type);
    }

    private Object writeReplace() {
        return new Stored(index, source, sideOutput.orElse(null), target, input, pattern, mode, type);
    }

    private record Stored(
            int index,
            int source,
            @org.jspecify.annotations.Nullable String sideOutput,
            int target,
            int input,
            ExchangePattern pattern,
            ExchangeMode mode,
            SerializedValue<TypeInformation<?>> type)
            implements Serializable {
        private static final long serialVersionUID = 1L;

        private Object readResolve() {
            return new Edge(index, source, Optional.ofNullable(sideOutput), target, input, pattern, mode, type);
        }
    }
}
