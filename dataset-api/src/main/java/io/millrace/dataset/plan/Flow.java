package io.millrace.dataset.plan;

import io.millrace.dataflow.graph.ExchangePattern;
import io.millrace.dataflow.graph.JobGraphBuilder.Handle;
import io.millrace.dataflow.types.TypeInformation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The records of a plan node on their way to a consumer: those of one operator, or of several after a union.
 *
 * @param branches the operators they come from, and how they leave each
 * @param type what the records are
 * @param loop that they are other records in each superstep of; empty if they come once
 */
record Flow(List<Branch> branches, TypeInformation<?> type, Optional<PlannedLoop> loop) {
    /**
     * @param parallelism of the operator they come from
     * @param sideOutput of that operator; empty for the main one
     * @param pattern forward, unless the program asked for another
     */
    record Branch(Handle from, int parallelism, Optional<String> sideOutput, ExchangePattern pattern) {
        boolean isForward() {
            return pattern instanceof ExchangePattern.Forward;
        }
    }

    Flow {
        branches = List.copyOf(branches);
    }

    static Flow of(Handle from, int parallelism, TypeInformation<?> type, Optional<PlannedLoop> loop) {
        Branch branch = new Branch(from, parallelism, Optional.empty(), new ExchangePattern.Forward());
        return new Flow(List.of(branch), type, loop);
    }

    /** Of a side output, outside of loops. */
    static Flow of(Handle from, String sideOutput, int parallelism, TypeInformation<?> type) {
        Branch branch = new Branch(from, parallelism, Optional.of(sideOutput), new ExchangePattern.Forward());
        return new Flow(List.of(branch), type, Optional.empty());
    }

    /** Of a side output of a loop's head, inside the loop. */
    static Flow ofLoop(PlannedLoop loop, String sideOutput, int parallelism, TypeInformation<?> type) {
        Branch branch = new Branch(loop.head(), parallelism, Optional.of(sideOutput), new ExchangePattern.Forward());
        return new Flow(List.of(branch), type, Optional.of(loop));
    }

    /** The same records, leaving by {@code pattern}. */
    Flow by(ExchangePattern pattern) {
        return new Flow(
                branches.stream()
                        .map(branch -> new Branch(branch.from(), branch.parallelism(), branch.sideOutput(), pattern))
                        .toList(),
                type,
                loop);
    }

    /** Of flows that are all of one loop, or of none. */
    static Flow union(List<Flow> flows, TypeInformation<?> type) {
        List<Branch> all = new ArrayList<>();
        for (Flow flow : flows) {
            all.addAll(flow.branches);
        }
        return new Flow(all, type, PlannedLoop.of(flows));
    }
}
