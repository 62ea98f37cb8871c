package io.millrace.dataflow.aggregators;

import io.millrace.dataflow.types.Value;

/** An aggregator under the name that functions in a loop ask for. Immutable. */
public class AggregatorWithName<T extends Value> {
    private final String name;
    private final Aggregator<T> aggregator;

    public AggregatorWithName(String name, Aggregator<T> aggregator) {
        this.name = name;
        this.aggregator = aggregator;
    }

    public String getName() {
        return name;
    }

    public Aggregator<T> getAggregator() {
        return aggregator;
    }
}
