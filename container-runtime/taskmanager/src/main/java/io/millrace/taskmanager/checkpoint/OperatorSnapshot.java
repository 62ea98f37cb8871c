package io.millrace.taskmanager.checkpoint;

import io.millrace.dataflow.contract.KeyedStateBackend;
import io.millrace.dataflow.contract.SnapshotWriter.Redistribution;
import io.millrace.dataflow.graph.OperatorId;
import java.util.List;
import java.util.Optional;

/**
 * What one operator gave to a checkpoint: captured in the task's thread, to be written by another one.
 *
 * @param readsTime whether what the operator does depends on how far event time has come
 * @param commits whether the operator makes something visible when the checkpoint is complete
 * @param keyed empty if the operator has no keyed state
 */
public record OperatorSnapshot(
        OperatorId id,
        OperatorProgress progress,
        boolean readsTime,
        boolean commits,
        List<NamedList> lists,
        Optional<KeyedStateBackend.Snapshot> keyed) {
    public OperatorSnapshot {
        lists = List.copyOf(lists);
    }

    /** Whether the operator keeps anything that would be missed. */
    boolean hasState() {
        return !lists.isEmpty() || keyed.isPresent();
    }

    /** Whether the operator has anything to restore: state, or progress that it does not find out again by itself. */
    boolean isToBeKept() {
        return hasState() || progress.isItsOwn() || (readsTime && progress.watermark() > Long.MIN_VALUE);
    }

    /** A list of operator state. */
    public record NamedList(String name, Redistribution redistribution, List<byte[]> elements) {
        public NamedList {
            elements = List.copyOf(elements);
        }
    }
}
