package io.millrace.dataset.plan;

import io.millrace.dataflow.graph.ExchangePattern;
import io.millrace.dataflow.graph.JobGraphBuilder.Handle;
import io.millrace.dataflow.types.TypeInformation;
import java.util.ArrayList;
import java.util.List;

/**
 * The records of a plan node on their way to a consumer: those of one operator, or of several after a union.
 *
 * @param branches the operators they come from, and how they leave each
 * @param type what the records are
 */
record Flow(List<Branch> branches, TypeInformation<?> type) {
    /**
     * @param parallelism of the operator they come from
     * @param pattern forward, unless the program asked for another
     */
    record Branch(Handle from, int parallelism, ExchangePattern pattern) {
        boolean isForward() {
            return pattern instanceof ExchangePattern.Forward;
        }
    }

    Flow {
        branches = List.copyOf(branches);
    }

    static Flow of(Handle from, int parallelism, TypeInformation<?> type) {
        return new Flow(List.of(new Branch(from, parallelism, new ExchangePattern.Forward())), type);
    }

    /** The same records, leaving by {@code pattern}. */
    Flow by(ExchangePattern pattern) {
        return new Flow(
                branches.stream()
                        .map(branch -> new Branch(branch.from(), branch.parallelism(), pattern))
                        .toList(),
                type);
    }

    static Flow union(List<Flow> flows, TypeInformation<?> type) {
        List<Branch> all = new ArrayList<>();
        for (Flow flow : flows) {
            all.addAll(flow.branches);
        }
        return new Flow(all, type);
    }
}
