package io.millrace.dataflow.io;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Gives every parallel instance every split. */
public class ReplicatingInputSplitAssigner implements InputSplitAssigner {
    private final List<InputSplit> splits;
    private final Map<Integer, Deque<InputSplit>> leftByTask = new TreeMap<>();

    public ReplicatingInputSplitAssigner(InputSplit[] splits) {
        this.splits = Arrays.asList(splits.clone());
    }

    @Override
    public synchronized @Nullable InputSplit getNextInputSplit(@Nullable String host, int taskId) {
        return leftByTask
                .computeIfAbsent(taskId, id -> new ArrayDeque<>(splits))
                .poll();
    }

    @Override
    public synchronized void returnInputSplit(List<InputSplit> returned, int taskId) {
        leftByTask.computeIfAbsent(taskId, id -> new ArrayDeque<>(splits)).addAll(returned);
    }
}
