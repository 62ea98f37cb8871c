package io.millrace.iterations.superstep;

import io.millrace.dataflow.aggregators.Aggregator;
import io.millrace.dataflow.contract.Superstep;
import io.millrace.dataflow.types.Value;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The supersteps of a loop as one operator sees them: the number, what it aggregates, what all had aggregated before. */
public final class RunningSuperstep implements Superstep {
    private final Map<String, Aggregator<?>> registered = new TreeMap<>();
    private final Map<String, Aggregator<?>> asked = new LinkedHashMap<>();
    private final ClassLoader loader;
    private Aggregates previous = Aggregates.none();
    private int number;
    private boolean snapshot;

    /** @param loader the job's */
    public RunningSuperstep(List<LoopRules.Registered> aggregators, ClassLoader loader) {
        aggregators.forEach(each -> registered.put(each.name(), each.aggregator()));
        this.loader = loader;
    }

    /** As {@link io.millrace.dataflow.contract.Operator#beginSuperstep}. */
    public void begin(int superstep, byte[] news) throws IOException, ClassNotFoundException {
        number = superstep;
        News told = News.of(news);
        previous = Aggregates.of(told.aggregates(), loader);
        snapshot = told.snapshot();
        asked.clear();
    }

    /** Whether the loop is snapshotted at the end of the superstep at hand. */
    public boolean isSnapshotted() {
        return snapshot;
    }

    @Override
    public int number() {
        return number;
    }

    @Override
    public Aggregator<?> aggregator(String name) {
        Aggregator<?> known = asked.get(name);
        if (known == null) {
            known = find(name);
            known.reset();
            asked.put(name, known);
        }
        return known;
    }

    @Override
    public @Nullable Value previousAggregate(String name) {
        find(name);
        return previous.values().get(name);
    }

    private Aggregator<?> find(String name) {
        Aggregator<?> aggregator = registered.get(name);
        if (aggregator == null) {
            throw new IllegalArgumentException("The loop has no aggregator named '" + name + "'; it has "
                    + registered.keySet() + ". Register it by registerAggregator(\"" + name + "\", ...).");
        }
        return aggregator;
    }

    /**
     * What is to be reported at the end of the superstep; empty if nothing.
     *
     * @param fedBack how many records went back to the head of the loop
     * @param accumulators what the operator has counted in all supersteps, if a {@link #isSnapshotted snapshot} needs it
     */
    public byte[] report(long fedBack, byte[] accumulators) throws IOException {
        if (asked.isEmpty() && fedBack == 0 && accumulators.length == 0) {
            return io.millrace.dataflow.contract.Operator.NOTHING_TO_REPORT;
        }
        Map<String, Value> values = new LinkedHashMap<>();
        asked.forEach((name, aggregator) -> values.put(name, aggregator.getAggregate()));
        return Report.of(fedBack, new Aggregates(values).bytes(), accumulators).bytes();
    }
}
