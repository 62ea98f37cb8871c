package io.millrace.simulation;

import io.millrace.dataflow.contract.KeyedStateBackend;
import io.millrace.dataflow.contract.StateBackend;
import io.millrace.dataflow.types.TypeInformation;

/** For jobs whose operators keep what they know in their fields. */
final class NoState implements StateBackend {
    @Override
    public <K> KeyedStateBackend<K> keyed(
            String operatorName,
            TypeInformation<K> keyType,
            int maxParallelism,
            int firstKeyGroup,
            int lastKeyGroup,
            ProcessingClock clock) {
        throw new IllegalStateException("operator '" + operatorName + "' wants keyed state, which this world has not");
    }
}
