package io.millrace.taskmanager.checkpoint;

import io.millrace.dataflow.contract.SnapshotWriter;
import io.millrace.taskmanager.checkpoint.OperatorSnapshot.NamedList;
import java.util.ArrayList;
import java.util.List;

/** Gathers the lists that one operator gives to a checkpoint. One thread. */
public final class OperatorLists implements SnapshotWriter {
    private final long checkpointId;
    private final long timestamp;
    private final List<NamedList> lists = new ArrayList<>();

    public OperatorLists(long checkpointId, long timestamp) {
        this.checkpointId = checkpointId;
        this.timestamp = timestamp;
    }

    @Override
    public long checkpointId() {
        return checkpointId;
    }

    @Override
    public long timestamp() {
        return timestamp;
    }

    @Override
    public void list(String name, List<byte[]> elements, Redistribution redistribution) {
        if (lists.stream().anyMatch(list -> list.name().equals(name))) {
            throw new IllegalStateException(
                    "list '" + name + "' was given before to checkpoint " + checkpointId + ": each name once");
        }
        lists.add(new NamedList(name, redistribution, elements));
    }

    public List<NamedList> lists() {
        return lists;
    }
}
