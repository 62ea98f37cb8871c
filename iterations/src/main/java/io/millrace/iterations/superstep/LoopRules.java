package io.millrace.iterations.superstep;

import io.millrace.dataflow.aggregators.Aggregator;
import io.millrace.dataflow.aggregators.ConvergenceCriterion;
import java.io.Serializable;
import java.util.List;

/**
 * What a program says of a loop besides its step.
 *
 * @param name as plans, logs and errors show it
 * @param maxSupersteps the loop ends after so many at the latest; 1 or more
 * @param aggregators those that functions in the loop may ask for
 * @param convergence at most one
 */
public record LoopRules(String name, int maxSupersteps, List<Registered> aggregators, List<Convergence> convergence)
        implements Serializable {
    private static final long serialVersionUID = 1L;

    /** An aggregator under the name that functions ask for. */
    public record Registered(String name, Aggregator<?> aggregator) implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    /** Ends the loop by the value of an aggregator. */
    public record Convergence(String aggregator, ConvergenceCriterion<?> criterion) implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    public LoopRules {
        aggregators = List.copyOf(aggregators);
        convergence = List.copyOf(convergence);
        if (maxSupersteps < 1) {
            throw new IllegalArgumentException(
                    "The number of iterations must be at least one, found " + maxSupersteps + ".");
        }
    }
}
