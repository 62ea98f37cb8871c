package io.millrace.iterations.superstep;

import io.millrace.dataflow.accumulators.Accumulator;
import io.millrace.dataflow.util.InstantiationUtil;
import java.io.IOException;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;

/** Accumulators by name, as they go to a snapshot of a loop and come from there. No bytes stand for none. */
public final class LoopAccumulators {
    private static final byte[] NONE = new byte[0];

    private final Map<String, Accumulator<?, ?>> byName = new LinkedHashMap<>();

    /** @throws IOException names what cannot be serialised */
    public static byte[] bytes(Map<String, Accumulator<?, ?>> byName) throws IOException {
        return byName.isEmpty() ? NONE : InstantiationUtil.serializeObject(new LinkedHashMap<>(byName));
    }

    public byte[] bytes() throws IOException {
        return bytes(byName);
    }

    /**
     * Adds what others have counted.
     *
     * @param loader the job's
     */
    public void add(byte[] bytes, ClassLoader loader) throws IOException, ClassNotFoundException {
        if (bytes.length > 0) {
            LinkedHashMap<String, Accumulator<?, ?>> more = InstantiationUtil.deserializeObject(bytes, loader);
            more.forEach((name, each) -> byName.merge(name, each, LoopAccumulators::merged));
        }
    }

    @SuppressWarnings("unchecked") // who uses a name for two kinds of accumulators gets their ClassCastException
    private static Accumulator<?, ?> merged(Accumulator<?, ?> one, Accumulator<?, ?> other) {
        ((Accumulator<Object, Serializable>) one).merge((Accumulator<Object, Serializable>) other);
        return one;
    }

    public Map<String, Accumulator<?, ?>> byName() {
        return byName;
    }
}
