package io.millrace.simulation;

import io.millrace.control.Epoch;
import io.millrace.control.checkpoint.CheckpointStore.Fact;
import io.millrace.control.checkpoint.CheckpointStore.Found;
import io.millrace.control.checkpoint.Manifest;
import io.millrace.dataflow.JobID;
import io.millrace.dataflow.fs.FileSystem;
import io.millrace.dataflow.fs.Path;
import io.millrace.state.log.CheckpointStorage;
import io.millrace.state.log.FencedCheckpointStore;
import io.millrace.state.log.LogFiles;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;

/**
 * Were the JobManager to die now, the next one would find the newest checkpoint whose bytes are whole, whatever has become of
 * its manifest's copies, as long as one is left. Tried on a copy of the file system, which does not fail.
 */
final class SuccessorRule {
    private static final String NAME = "successor";

    /** Later than that of any leader of a run. */
    static final Epoch LAST = new Epoch(1_000_000);

    private SuccessorRule() {}

    /**
     * @param needed the complete checkpoints that may not be deleted yet
     * @param wished all that were ever to be committed: what was refused may be durable all the same
     */
    static void check(
            SimulatedFiles files, JobID job, NavigableMap<Long, Manifest> needed, Map<Long, Manifest> wished) {
        Optional<Long> best = needed.descendingMap().values().stream()
                .filter(one -> one.handles().allMatch(files::isIntact) && isReadable(files, one))
                .map(Manifest::checkpoint)
                .findFirst();
        Found found = find(files.copy(), job);
        Optional<Long> actual = found.manifest().map(Manifest::checkpoint);
        boolean isWhole = actual.isEmpty()
                || (wished.containsKey(actual.get())
                        && wished.get(actual.get()).handles().allMatch(files::isIntact));
        if (!isWhole || actual.orElse(0L) < best.orElse(0L)) {
            throw new Violation("another JobManager would go on from checkpoint " + actual + ", expected " + best
                    + " of " + needed.keySet() + ", passed over " + found.passedOver());
        }
    }

    private static boolean isReadable(SimulatedFiles files, Manifest manifest) {
        String job = World.CHECKPOINTS.getPath() + "/" + manifest.job();
        return files.isUndamaged(
                        job + "/log/" + manifest.epoch().number() + "/" + String.format("%019d", manifest.checkpoint()))
                || files.isUndamaged(job + "/chk-" + manifest.checkpoint() + "/_metadata");
    }

    private static Found find(SimulatedFiles files, JobID job) {
        List<Fact> facts = new ArrayList<>();
        try (FencedCheckpointStore store =
                new FencedCheckpointStore(new AtOnce(files), () -> World.CHECKPOINTS, NAME, facts::add)) {
            store.open(job, Optional.empty(), LAST);
            store.find(job, true);
        }
        if (facts.size() == 2 && facts.get(1) instanceof Found found) {
            return found;
        }
        throw new Violation("another JobManager could not open the checkpoints: " + facts);
    }

    private record AtOnce(SimulatedFiles files) implements CheckpointStorage {
        @Override
        public LogFiles below(URI directory) {
            return new SimulatedLogFiles(files, NAME, directory.getPath());
        }

        @Override
        public FileSystem of(Path file) {
            return new SimulatedFileSystem(files, NAME);
        }

        @Override
        public void execute(Runnable work) {
            work.run();
        }

        @Override
        public boolean rest() {
            return false;
        }

        @Override
        public void end() {
            // Nothing waits.
        }
    }
}
