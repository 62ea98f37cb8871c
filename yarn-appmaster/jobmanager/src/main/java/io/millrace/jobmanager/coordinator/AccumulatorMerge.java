package io.millrace.jobmanager.coordinator;

import io.millrace.dataflow.accumulators.Accumulator;
import io.millrace.dataflow.accumulators.AccumulatorHelper;
import io.millrace.dataflow.util.InstantiationUtil;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** Merges the accumulators of a job's attempts, by their own classes, in the job's class loader. */
final class AccumulatorMerge {
    private final ClassLoader loader;
    private final Map<String, Accumulator<?, ?>> merged = new TreeMap<>();

    AccumulatorMerge(ClassLoader loader) {
        this.loader = loader;
    }

    /** @param serialized by name, as an attempt sent them: {@link Accumulator}s in Java's serialisation */
    void add(Map<String, byte[]> serialized) {
        Map<String, Accumulator<?, ?>> more = new TreeMap<>();
        serialized.forEach((name, bytes) -> {
            try {
                Accumulator<?, ?> accumulator = InstantiationUtil.deserializeObject(bytes, loader);
                more.put(name, accumulator);
            } catch (IOException | ClassNotFoundException e) {
                throw new IllegalStateException("accumulator '" + name + "' cannot be read: " + e.getMessage(), e);
            }
        });
        AccumulatorHelper.mergeInto(merged, more);
    }

    Map<String, byte[]> result() {
        Map<String, byte[]> result = new TreeMap<>();
        merged.forEach((name, accumulator) -> {
            try {
                result.put(name, InstantiationUtil.serializeObject(accumulator));
            } catch (IOException e) {
                throw new IllegalStateException("accumulator '" + name + "' cannot be written: " + e.getMessage(), e);
            }
        });
        return result;
    }
}
