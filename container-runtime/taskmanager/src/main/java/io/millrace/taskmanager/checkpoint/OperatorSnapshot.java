package io.millrace.taskmanager.checkpoint;

import io.millrace.dataflow.contract.KeyedStateBackend;
import io.millrace.dataflow.contract.SnapshotWriter.Redistribution;
import io.millrace.dataflow.graph.OperatorId;
import java.util.List;
import java.util.Optional;

/**
 * What one operator gave to a checkpoint: captured in the task's thread, to be written by another one.
 *
 * @param watermark the last one that reached the operator; {@link Long#MIN_VALUE} if none did
 * @param inputsEnded the inputs whose end was told to the operator: bit 0 the only or left one, bit 1 the right one
 * @param commits whether the operator makes something visible when the checkpoint is complete
 * @param keyed empty if the operator has no keyed state
 */
public record OperatorSnapshot(
        OperatorId id,
        long watermark,
        int inputsEnded,
        boolean commits,
        List<NamedList> lists,
        Optional<KeyedStateBackend.Snapshot> keyed) {
    public OperatorSnapshot {
        lists = List.copyOf(lists);
    }

    /** Whether the operator has anything to restore. */
    boolean hasState() {
        return !lists.isEmpty() || keyed.isPresent();
    }

    /** A list of operator state. */
    public record NamedList(String name, Redistribution redistribution, List<byte[]> elements) {
        public NamedList {
            elements = List.copyOf(elements);
        }
    }
}
