package io.millrace.datastream.file.source;

import io.millrace.dataflow.fs.Path;
import java.util.Collection;
import java.util.List;

/** What the search for files keeps in a checkpoint: splits that nobody was given, and paths that were found before. */
public class PendingSplitsCheckpoint<SplitT extends FileSourceSplit> {
    private final Collection<SplitT> splits;
    private final Collection<Path> alreadyProcessedPaths;

    private PendingSplitsCheckpoint(Collection<SplitT> splits, Collection<Path> alreadyProcessedPaths) {
        this.splits = List.copyOf(splits);
        this.alreadyProcessedPaths = List.copyOf(alreadyProcessedPaths);
    }

    public Collection<SplitT> getSplits() {
        return splits;
    }

    public Collection<Path> getAlreadyProcessedPaths() {
        return alreadyProcessedPaths;
    }

    public static <T extends FileSourceSplit> PendingSplitsCheckpoint<T> fromCollectionSnapshot(Collection<T> splits) {
        return new PendingSplitsCheckpoint<>(splits, List.of());
    }

    public static <T extends FileSourceSplit> PendingSplitsCheckpoint<T> fromCollectionSnapshot(
            Collection<T> splits, Collection<Path> alreadyProcessedPaths) {
        return new PendingSplitsCheckpoint<>(splits, alreadyProcessedPaths);
    }

    @Override
    public String toString() {
        return "PendingSplitsCheckpoint{splits=" + splits + ", alreadyProcessedPaths=" + alreadyProcessedPaths + "}";
    }
}
