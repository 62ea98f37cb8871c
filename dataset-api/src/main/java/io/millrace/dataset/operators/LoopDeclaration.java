package io.millrace.dataset.operators;

import io.millrace.dataflow.InvalidProgramException;
import io.millrace.dataflow.aggregators.Aggregator;
import io.millrace.dataflow.aggregators.ConvergenceCriterion;
import io.millrace.dataflow.types.Value;
import io.millrace.iterations.superstep.LoopRules;
import java.util.ArrayList;
import java.util.List;

/** What a program has said of a loop so far, besides its step. Not thread-safe. */
final class LoopDeclaration {
    private final int maxIterations;
    private final List<LoopRules.Registered> aggregators = new ArrayList<>();
    private final List<LoopRules.Convergence> convergence = new ArrayList<>();

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

    void register(String name, Aggregator<?> aggregator) {
        if (aggregators.stream().anyMatch(each -> each.name().equals(name))) {
            throw new InvalidProgramException(
                    "The iteration has an aggregator named '" + name + "' already; give each one a name of its own.");
        }
        aggregators.add(new LoopRules.Registered(name, aggregator));
    }

    <X extends Value> void register(String name, Aggregator<X> aggregator, ConvergenceCriterion<X> criterion) {
        if (!convergence.isEmpty()) {
            throw new InvalidProgramException("The iteration has a convergence criterion already, over the aggregator '"
                    + convergence.get(0).aggregator() + "'; only one is possible.");
        }
        register(name, aggregator);
        convergence.add(new LoopRules.Convergence(name, criterion));
    }

    LoopRules rules(String name) {
        return new LoopRules(name, maxIterations, aggregators, convergence);
    }
}
