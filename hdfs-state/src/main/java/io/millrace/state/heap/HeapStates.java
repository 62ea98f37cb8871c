package io.millrace.state.heap;

import io.millrace.dataflow.contract.StateBackend.ProcessingClock;
import io.millrace.dataflow.functions.AggregateFunction;
import io.millrace.dataflow.functions.ReduceFunction;
import io.millrace.dataflow.state.AggregatingStateDescriptor;
import io.millrace.dataflow.state.ListStateDescriptor;
import io.millrace.dataflow.state.MapStateDescriptor;
import io.millrace.dataflow.state.ReducingStateDescriptor;
import io.millrace.dataflow.state.State;
import io.millrace.dataflow.state.StateDescriptor;
import io.millrace.dataflow.state.StateTtlConfig;
import io.millrace.dataflow.state.ValueStateDescriptor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the state of a descriptor over a table. */
final class HeapStates {
    private HeapStates() {}

    @SuppressWarnings("unchecked")
    static State of(StateDescriptor<?, ?> descriptor, Table<Object> table, ProcessingClock clock) {
        StateTtlConfig ttl = descriptor.getTtlConfig();
        Expiry expiry = ttl.isEnabled() ? new Expiry(ttl, clock) : Expiry.NEVER;
        Table<Object> values = ttl.isEnabled() ? new ExpiringTable(table, expiry) : table;
        if (descriptor instanceof ValueStateDescriptor<?> value) {
            return new HeapValueState<>(values, (ValueStateDescriptor<Object>) value);
        } else if (descriptor instanceof ReducingStateDescriptor<?> reducing) {
            return new HeapReducingState<>(values, (ReduceFunction<Object>) reducing.getReduceFunction());
        } else if (descriptor instanceof AggregatingStateDescriptor<?, ?, ?> aggregating) {
            return new HeapAggregatingState<>(
                    values, (AggregateFunction<Object, Object, Object>) aggregating.getAggregateFunction());
        } else if (descriptor instanceof ListStateDescriptor<?>) {
            return new HeapListState<>(table, expiry);
        } else if (descriptor instanceof MapStateDescriptor<?, ?>) {
            return new HeapMapState<>(table, expiry);
        }
        throw new UnsupportedOperationException(
                "State of the kind " + descriptor.getClass().getName() + " is not known");
    }

    /** How stored values of two namespaces become one; null if they cannot. */
    @SuppressWarnings("unchecked")
    static @Nullable Merger mergerOf(StateDescriptor<?, ?> descriptor) {
        boolean expires = descriptor.getTtlConfig().isEnabled();
        if (descriptor instanceof ReducingStateDescriptor<?> reducing) {
            ReduceFunction<Object> function = (ReduceFunction<Object>) reducing.getReduceFunction();
            return expires ? stamped(function::reduce) : function::reduce;
        } else if (descriptor instanceof AggregatingStateDescriptor<?, ?, ?> aggregating) {
            AggregateFunction<Object, Object, Object> function =
                    (AggregateFunction<Object, Object, Object>) aggregating.getAggregateFunction();
            return expires ? stamped(function::merge) : function::merge;
        } else if (descriptor instanceof ListStateDescriptor<?>) {
            return (kept, moved) -> {
                ((List<Object>) kept).addAll((List<Object>) moved);
                return kept;
            };
        }
        return null;
    }

    /** Of values with the time of their last use: the later one counts. */
    private static Merger stamped(Merger merger) {
        return (kept, moved) -> {
            Stamped one = (Stamped) kept;
            Stamped other = (Stamped) moved;
            return new Stamped(merger.merge(one.value(), other.value()), Math.max(one.usedAt(), other.usedAt()));
        };
    }
}
