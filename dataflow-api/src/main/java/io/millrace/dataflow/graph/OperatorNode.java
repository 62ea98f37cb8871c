package io.millrace.dataflow.graph;

import io.millrace.dataflow.contract.CoordinatorFactory;
import io.millrace.dataflow.contract.OperatorFactory;
import io.millrace.dataflow.types.TypeInformation;
import java.util.List;
import java.util.Optional;

/**
 * One operator of a program before chains are found; what the APIs hand to {@link JobGraphBuilder}.
 *
 * @param name as shown to users
 * @param uid as given by the user; must be unique in the graph
 * @param factory makes the operators
 * @param coordinator the operator's part beside the JobManager
 * @param parallelism 1 or more
 * @param maxParallelism the number of key groups, at least {@code parallelism}
 * @param slotSharingGroup {@code default} unless the user said otherwise
 * @param chaining how the operator may be chained
 * @param inputTypes one for each input; empty for sources
 */
public record OperatorNode(
        String name,
        Optional<String> uid,
        OperatorFactory factory,
        Optional<CoordinatorFactory> coordinator,
        int parallelism,
        int maxParallelism,
        String slotSharingGroup,
        Chaining chaining,
        List<TypeInformation<?>> inputTypes) {
    /** How an operator may be chained. */
    public enum Chaining {
        /** To the operator before and the one after. */
        ALWAYS,
        /** Only to the one after: it begins a chain. */
        HEAD,
        /** To none. */
        NEVER
    }

    /** The slot sharing group of everything that names none. */
    public static final String DEFAULT_GROUP = "default";

    public OperatorNode {
        inputTypes = List.copyOf(inputTypes);
        if (parallelism < 1 || maxParallelism < parallelism) {
            throw new IllegalArgumentException(
                    "operator '" + name + "': expected 1 <= parallelism <= max parallelism, found " + parallelism
                            + " and " + maxParallelism);
        }
    }
}
