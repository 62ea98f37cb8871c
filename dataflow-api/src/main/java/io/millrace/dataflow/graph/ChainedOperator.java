package io.millrace.dataflow.graph;

import io.millrace.dataflow.contract.CoordinatorFactory;
import io.millrace.dataflow.contract.OperatorFactory;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.util.SerializedValue;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * One operator of a vertex.
 *
 * @param id stable across runs of the same program: from the {@code uid}, else from name and place in the graph
 * @param name as the plan, errors and logs show it
 * @param uid as the user gave it
 * @param factory read in the job's class loader
 * @param coordinator present if the operator has a part beside the JobManager
 * @param blocks see {@link OperatorFactory#blocks}
 * @param memoryWeight see {@link OperatorFactory#memoryWeight}; 0 for sources
 * @param inputTypes what each input carries; empty for sources
 */
public record ChainedOperator(
        OperatorId id,
        String name,
        Optional<String> uid,
        SerializedValue<OperatorFactory> factory,
        Optional<SerializedValue<CoordinatorFactory>> coordinator,
        boolean blocks,
        int memoryWeight,
        List<SerializedValue<TypeInformation<?>>> inputTypes)
        implements Serializable {
    private static final long serialVersionUID = 1L;

    public ChainedOperator {
        inputTypes = List.copyOf(inputTypes);
    }

    // Optional is not serialisable, so that the stored form has nulls in the two places.
    private Object writeReplace() {
        return new Stored(
                id, name, uid.orElse(null), factory, coordinator.orElse(null), blocks, memoryWeight, inputTypes);
    }

    private record Stored(
            OperatorId id,
            String name,
            @org.jspecify.annotations.Nullable String uid,
            SerializedValue<OperatorFactory> factory,
            @org.jspecify.annotations.Nullable SerializedValue<CoordinatorFactory> coordinator,
            boolean blocks,
            int memoryWeight,
            List<SerializedValue<TypeInformation<?>>> inputTypes)
            implements Serializable {
        private static final long serialVersionUID = 1L;

        private Object readResolve() {
            return new ChainedOperator(
                    id,
                    name,
                    Optional.ofNullable(uid),
                    factory,
                    Optional.ofNullable(coordinator),
                    blocks,
                    memoryWeight,
                    inputTypes);
        }
    }
}
