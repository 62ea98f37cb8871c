package io.millrace.datastream.file.source;

import io.millrace.dataflow.fs.Path;
import io.millrace.dataflow.util.FlinkRuntimeException;
import io.millrace.datastream.file.source.enumerate.FileEnumerator;
import io.millrace.datastream.source.SplitEnumerator;
import io.millrace.datastream.source.SplitEnumeratorContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Gives files to readers that ask, near ones first. Of a set of files that grows it looks for new ones at intervals; a path that
 * was seen once is never read again.
 */
final class FileSplitEnumerator implements SplitEnumerator<FileSourceSplit, PendingSplitsCheckpoint<FileSourceSplit>> {
    // What it was told.
    private final SplitEnumeratorContext<FileSourceSplit> context;
    private final FileEnumerator files;
    private final Path[] paths;
    private final @Nullable Duration interval;

    // What it holds.
    private final List<FileSourceSplit> pending = new ArrayList<>();
    private final Set<Path> seen = new LinkedHashSet<>();
    private final Map<Integer, @Nullable String> waiting = new LinkedHashMap<>();

    /** @param interval how often to look for new files; null for never */
    FileSplitEnumerator(
            SplitEnumeratorContext<FileSourceSplit> context,
            FileEnumerator files,
            Path[] paths,
            @Nullable Duration interval,
            PendingSplitsCheckpoint<FileSourceSplit> begin) {
        this.context = context;
        this.files = files;
        this.paths = paths;
        this.interval = interval;
        this.pending.addAll(begin.getSplits());
        this.seen.addAll(begin.getAlreadyProcessedPaths());
    }

    @Override
    public void start() {
        if (interval != null) {
            context.callAsync(
                    () -> files.enumerateSplits(paths, context.currentParallelism()),
                    this::found,
                    0,
                    interval.toMillis());
        }
    }

    private void found(Collection<FileSourceSplit> splits, @Nullable Throwable failure) {
        if (failure != null) {
            throw new FlinkRuntimeException("Cannot look for new files in " + Arrays.toString(paths), failure);
        }
        for (FileSourceSplit split : splits) {
            if (!seen.contains(split.path())) {
                pending.add(split);
            }
        }
        splits.forEach(split -> seen.add(split.path()));
        serveWaiting();
    }

    private void serveWaiting() {
        Iterator<Map.Entry<Integer, @Nullable String>> readers =
                waiting.entrySet().iterator();
        while (readers.hasNext() && !pending.isEmpty()) {
            Map.Entry<Integer, @Nullable String> reader = readers.next();
            readers.remove();
            if (context.registeredReaders().containsKey(reader.getKey())) {
                context.assignSplit(next(reader.getValue()), reader.getKey());
            }
        }
    }

    @Override
    public void handleSplitRequest(int subtaskId, @Nullable String requesterHostname) {
        if (!pending.isEmpty()) {
            context.assignSplit(next(requesterHostname), subtaskId);
        } else if (interval != null) {
            waiting.put(subtaskId, requesterHostname);
        } else {
            context.signalNoMoreSplits(subtaskId);
        }
    }

    /** One that lies on the machine, or else the first. */
    private FileSourceSplit next(@Nullable String host) {
        if (host != null) {
            for (int i = 0; i < pending.size(); i++) {
                if (Arrays.asList(pending.get(i).hostnames()).contains(host)) {
                    return pending.remove(i);
                }
            }
        }
        return pending.remove(0);
    }

    @Override
    public void addSplitsBack(List<FileSourceSplit> splits, int subtaskId) {
        pending.addAll(splits);
        serveWaiting();
    }

    /** Readers ask for themselves. */
    @Override
    public void addReader(int subtaskId) {}

    @Override
    public PendingSplitsCheckpoint<FileSourceSplit> snapshotState(long checkpointId) {
        return PendingSplitsCheckpoint.fromCollectionSnapshot(pending, seen);
    }

    @Override
    public void close() {}
}
