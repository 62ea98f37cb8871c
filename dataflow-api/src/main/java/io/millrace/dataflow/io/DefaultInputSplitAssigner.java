package io.millrace.dataflow.io;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gives out splits in their order, to whoever asks; what was given back goes first. */
public class DefaultInputSplitAssigner implements InputSplitAssigner {
    private final Deque<InputSplit> unassigned;

    public DefaultInputSplitAssigner(InputSplit[] splits) {
        this(Arrays.asList(splits));
    }

    public DefaultInputSplitAssigner(Collection<? extends InputSplit> splits) {
        this.unassigned = new ArrayDeque<>(splits);
    }

    @Override
    public synchronized @Nullable InputSplit getNextInputSplit(@Nullable String host, int taskId) {
        return unassigned.poll();
    }

    @Override
    public synchronized void returnInputSplit(List<InputSplit> splits, int taskId) {
        splits.forEach(unassigned::addFirst);
    }
}
