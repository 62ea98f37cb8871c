package io.millrace.dataflow.contract;

import io.millrace.dataflow.types.TypeInformation;

/** Makes keyed state for operators; one per TaskManager, thread-safe. */
public interface StateBackend {
    /**
     * @param maxParallelism the number of key groups of the whole operator
     * @param firstKeyGroup the first key group of this subtask
     * @param lastKeyGroup the last one, inclusive
     */
    <K> KeyedStateBackend<K> keyed(
            String operatorName,
            TypeInformation<K> keyType,
            int maxParallelism,
            int firstKeyGroup,
            int lastKeyGroup,
            ProcessingClock clock);

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
