package io.millrace.taskmanager.task;

import io.millrace.dataflow.accumulators.Accumulator;
import io.millrace.dataflow.util.InstantiationUtil;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The accumulators of one task by name. Used by the thread that runs the task. */
final class TaskAccumulators {
    private final Map<String, Accumulator<?, ?>> byName = new LinkedHashMap<>();

    void add(String name, Accumulator<?, ?> added) {
        if (byName.putIfAbsent(name, added) != null) {
            throw new UnsupportedOperationException(
                    "the accumulator '" + name + "' is registered already in this task; use another name");
        }
    }

    @Nullable
    Accumulator<?, ?> get(String name) {
        return byName.get(name);
    }

    /** Each accumulator, serialised by Java's serialisation. */
    Map<String, byte[]> serialized() throws IOException {
        Map<String, byte[]> result = new LinkedHashMap<>();
        for (Map.Entry<String, Accumulator<?, ?>> entry : byName.entrySet()) {
            try {
                result.put(entry.getKey(), InstantiationUtil.serializeObject(entry.getValue()));
            } catch (IOException e) {
                throw new IOException(
                        "the accumulator '" + entry.getKey() + "' of class "
                                + entry.getValue().getClass().getName()
                                + " cannot be serialised: " + e.getMessage(),
                        e);
            }
        }
        return result;
    }
}
