package io.millrace.state.heap;

import io.millrace.dataflow.ExecutionConfig;
import io.millrace.dataflow.contract.KeyedStateBackend;
import io.millrace.dataflow.contract.KeyedStateInput;
import io.millrace.dataflow.contract.StateBackend.ProcessingClock;
import io.millrace.dataflow.types.TypeInformation;

/** Makes backends for tests. */
final class Backends {
    private Backends() {}

    /** One that begins empty. */
    static <K> KeyedStateBackend<K> keyed(
            String operator, TypeInformation<K> keyType, int keyGroups, int first, int last, ProcessingClock clock) {
        return keyed(operator, keyType, keyGroups, first, last, clock, KeyedStateInput.none());
    }

    static <K> KeyedStateBackend<K> keyed(
            String operator,
            TypeInformation<K> keyType,
            int keyGroups,
            int first,
            int last,
            ProcessingClock clock,
            KeyedStateInput restored) {
        return new HeapStateBackend()
                .keyed(operator, keyType, new ExecutionConfig(), keyGroups, first, last, clock, restored);
    }
}
