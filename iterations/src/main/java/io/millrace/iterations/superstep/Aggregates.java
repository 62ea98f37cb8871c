package io.millrace.iterations.superstep;

import io.millrace.dataflow.aggregators.Aggregator;
import io.millrace.dataflow.types.Value;
import io.millrace.dataflow.util.InstantiationUtil;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Values of aggregators by their names, on their way to the head of a loop and back. No bytes stand for none.
 *
 * @param values in the order in which they were put in
 */
public record Aggregates(Map<String, Value> values) {
    private static final byte[] NONE = new byte[0];

    public Aggregates {
        values = new LinkedHashMap<>(values);
    }

    public static Aggregates none() {
        return new Aggregates(Map.of());
    }

    /** @throws IOException names the aggregator whose value cannot be serialised */
    public byte[] bytes() throws IOException {
        return values.isEmpty() ? NONE : InstantiationUtil.serializeObject(new LinkedHashMap<>(values));
    }

    /** @param loader the job's */
    public static Aggregates of(byte[] bytes, ClassLoader loader) throws IOException, ClassNotFoundException {
        return bytes.length == 0
                ? none()
                : new Aggregates(InstantiationUtil.<LinkedHashMap<String, Value>>deserializeObject(bytes, loader));
    }

    /** What all of {@code parts} come to: each aggregator is given their values in their order. */
    @SuppressWarnings("unchecked") // a value of a name comes from the aggregator of that name
    public static Aggregates merged(List<LoopRules.Registered> aggregators, List<Aggregates> parts) {
        Map<String, Value> merged = new LinkedHashMap<>();
        for (LoopRules.Registered registered : aggregators) {
            Aggregator<Value> aggregator = (Aggregator<Value>) registered.aggregator();
            aggregator.reset();
            for (Aggregates part : parts) {
                Value value = part.values.get(registered.name());
                if (value != null) {
                    aggregator.aggregate(value);
                }
            }
            merged.put(registered.name(), aggregator.getAggregate());
        }
        return new Aggregates(merged);
    }
}
