package io.millrace.dataset.operators;

import io.millrace.dataflow.aggregators.AggregatorRegistry;
import io.millrace.dataflow.aggregators.ConvergenceCriterion;
import io.millrace.iterations.superstep.LoopRules;
import java.util.List;

/** What a program has said of a loop so far, besides its step. Not thread-safe. */
final class LoopDeclaration {
    private final int maxIterations;
    private final AggregatorRegistry aggregators = new AggregatorRegistry();

    LoopDeclaration(int maxIterations) {
        if (maxIterations < 1) {
            throw new IllegalArgumentException(
                    "The number of iterations must be at least one, found " + maxIterations + ".");
        }
        this.maxIterations = maxIterations;
    }

    int maxIterations() {
        return maxIterations;
    }

    AggregatorRegistry aggregators() {
        return aggregators;
    }

    LoopRules rules(String name) {
        List<LoopRules.Registered> registered = aggregators.getAllRegisteredAggregators().stream()
                .map(each -> new LoopRules.Registered(each.getName(), each.getAggregator()))
                .toList();
        String converging = aggregators.getConvergenceCriterionAggregatorName();
        ConvergenceCriterion<?> criterion = aggregators.getConvergenceCriterion();
        List<LoopRules.Convergence> convergence = converging == null || criterion == null
                ? List.of()
                : List.of(new LoopRules.Convergence(converging, criterion));
        return new LoopRules(name, maxIterations, registered, convergence);
    }
}
