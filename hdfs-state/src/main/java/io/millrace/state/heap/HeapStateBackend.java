package io.millrace.state.heap;

import io.millrace.dataflow.ExecutionConfig;
import io.millrace.dataflow.contract.KeyedStateBackend;
import io.millrace.dataflow.contract.KeyedStateInput;
import io.millrace.dataflow.contract.StateBackend;
import io.millrace.dataflow.state.KeyGroupRange;
import io.millrace.dataflow.types.TypeInformation;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Makes keyed state that lives on the heap. Thread-safe; what it makes is not. */
public final class HeapStateBackend implements StateBackend {
    @Override
    public <K> KeyedStateBackend<K> keyed(
            String operatorName,
            TypeInformation<K> keyType,
            ExecutionConfig config,
            int maxParallelism,
            int firstKeyGroup,
            int lastKeyGroup,
            ProcessingClock clock,
            KeyedStateInput restored) {
        if (firstKeyGroup < 0 || firstKeyGroup > lastKeyGroup || lastKeyGroup >= maxParallelism) {
            throw new IllegalArgumentException("Operator '" + operatorName + "': expected key groups within 0 to "
                    + (maxParallelism - 1) + ", found " + firstKeyGroup + " to " + lastKeyGroup);
        }
        Scope scope = new Scope(operatorName, KeyGroupRange.of(firstKeyGroup, lastKeyGroup), maxParallelism);
        try {
            return new HeapKeyedState<>(scope, keyType, config, clock, new RestoredSections(scope, restored));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public StateBackend in(ClassLoader operatorClasses) {
        try {
            return (StateBackend) Class.forName(HeapStateBackend.class.getName(), true, operatorClasses)
                    .getConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("The class loader of an operator does not give the state backend", e);
        }
    }
}
