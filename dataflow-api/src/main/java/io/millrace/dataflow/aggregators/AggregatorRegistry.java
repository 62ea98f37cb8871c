package io.millrace.dataflow.aggregators;

import io.millrace.dataflow.InvalidProgramException;
import io.millrace.dataflow.types.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The aggregators of a loop by name, in the order in which they were registered, and at most one criterion for its end. Not thread-safe. */
public class AggregatorRegistry {
    private final Map<String, Aggregator<?>> registry = new LinkedHashMap<>();
    private @Nullable String convergenceCriterionAggregatorName;
    private @Nullable ConvergenceCriterion<? extends Value> convergenceCriterion;

    /** @throws InvalidProgramException if there is one of this name already */
    public void registerAggregator(String name, Aggregator<?> aggregator) {
        if (registry.putIfAbsent(name, aggregator) != null) {
            throw taken(name);
        }
    }

    /** The aggregator that had this name, or null. */
    public @Nullable Aggregator<?> unregisterAggregator(String name) {
        return registry.remove(name);
    }

    public Collection<AggregatorWithName<?>> getAllRegisteredAggregators() {
        List<AggregatorWithName<?>> all = new ArrayList<>(registry.size());
        registry.forEach((name, aggregator) -> all.add(new AggregatorWithName<>(name, aggregator)));
        return all;
    }

    /**
     * The loop ends when {@code convergenceCheck} holds for the aggregator's value after a superstep. The aggregator may have been
     * registered under this name before.
     *
     * @throws InvalidProgramException if another aggregator has this name, or there is a criterion already
     */
    public <T extends Value> void registerAggregationConvergenceCriterion(
            String name, Aggregator<T> aggregator, ConvergenceCriterion<T> convergenceCheck) {
        if (convergenceCriterionAggregatorName != null) {
            throw new InvalidProgramException("The iteration has a convergence criterion already, over the aggregator '"
                    + convergenceCriterionAggregatorName + "'; only one is possible.");
        }
        Aggregator<?> previous = registry.putIfAbsent(name, aggregator);
        if (previous != null && previous != aggregator) {
            throw taken(name);
        }
        this.convergenceCriterionAggregatorName = name;
        this.convergenceCriterion = convergenceCheck;
    }

    /** Null if there is no criterion. */
    public @Nullable String getConvergenceCriterionAggregatorName() {
        return convergenceCriterionAggregatorName;
    }

    /** Null if there is none. */
    public @Nullable ConvergenceCriterion<?> getConvergenceCriterion() {
        return convergenceCriterion;
    }

    private static InvalidProgramException taken(String name) {
        return new InvalidProgramException(
                "The iteration has an aggregator named '" + name + "' already; give each one a name of its own.");
    }
}
