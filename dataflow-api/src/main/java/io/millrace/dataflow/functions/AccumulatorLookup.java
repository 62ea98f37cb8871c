package io.millrace.dataflow.functions;

import io.millrace.dataflow.accumulators.Accumulator;
import java.io.Serializable;
import java.util.function.Supplier;

/** Finds a parallel instance's accumulator by name and class, and adds it the first time. */
final class AccumulatorLookup {
    private AccumulatorLookup() {}

    static <V, R extends Serializable, A extends Accumulator<V, R>> A find(
            RuntimeContext context, String name, Class<A> type, Supplier<A> create) {
        Accumulator<V, R> known = context.getAccumulator(name);
        if (known == null) {
            A created = create.get();
            context.addAccumulator(name, created);
            return created;
        }
        if (!type.isInstance(known)) {
            throw new UnsupportedOperationException("The accumulator '" + name + "' exists with another type: expected="
                    + type.getSimpleName() + ", actual=" + known.getClass().getSimpleName()
                    + ". Use another name, or the same type everywhere.");
        }
        return type.cast(known);
    }
}
