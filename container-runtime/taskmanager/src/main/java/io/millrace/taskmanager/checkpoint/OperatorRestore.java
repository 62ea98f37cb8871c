package io.millrace.taskmanager.checkpoint;

import io.millrace.dataflow.contract.KeyedStateInput;
import io.millrace.dataflow.contract.KeyedStateOutput;
import io.millrace.dataflow.contract.RestoreReader;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/**
 * What one operator of one subtask gets of a checkpoint: its share, read and verified.
 *
 * @param progress how far the operator had come; its watermarks are to be told again, to it and by it
 * @param groups blocks of keyed state by key group
 */
public record OperatorRestore(
        long checkpointId,
        OperatorProgress progress,
        Map<String, List<byte[]>> lists,
        SortedMap<Integer, byte[]> groups)
        implements RestoreReader, KeyedStateInput {

    @Override
    public boolean isRestored() {
        return true;
    }

    @Override
    public long watermark() {
        return progress.watermark();
    }

    @Override
    public Set<String> names() {
        return lists.keySet();
    }

    @Override
    public List<byte[]> list(String name) {
        return lists.getOrDefault(name, List.of());
    }

    @Override
    public void read(int firstKeyGroup, int lastKeyGroup, KeyedStateOutput target) throws IOException {
        for (Map.Entry<Integer, byte[]> group :
                groups.subMap(firstKeyGroup, lastKeyGroup + 1).entrySet()) {
            target.keyGroup(group.getKey(), group.getValue());
        }
    }
}
