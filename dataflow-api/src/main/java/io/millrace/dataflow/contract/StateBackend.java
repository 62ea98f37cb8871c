package io.millrace.dataflow.contract;

import io.millrace.dataflow.ExecutionConfig;
import io.millrace.dataflow.types.TypeInformation;

/** Makes keyed state for operators; one per TaskManager, thread-safe. */
public interface StateBackend {
    /**
     * @param config of the program: makes the serialisers
     * @param maxParallelism the number of key groups of the whole operator
     * @param firstKeyGroup the first key group of this subtask
     * @param lastKeyGroup the last one, inclusive
     * @param restored what it begins with; read before this returns
     * @throws java.io.UncheckedIOException if that cannot be read
     */
    <K> KeyedStateBackend<K> keyed(
            String operatorName,
            TypeInformation<K> keyType,
            ExecutionConfig config,
            int maxParallelism,
            int firstKeyGroup,
            int lastKeyGroup,
            ProcessingClock clock,
            KeyedStateInput restored);

    /** The same backend, of the classes that an operator has as its own, if it is of such classes. */
    default StateBackend in(ClassLoader operatorClasses) {
        return this;
    }

    /** Milliseconds since the epoch; what time-to-live counts by. */
    @FunctionalInterface
    interface ProcessingClock {
        long millis();
    }
}
