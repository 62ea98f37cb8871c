package io.millrace.simulation;

import io.millrace.dataflow.fs.FileSystem;
import io.millrace.dataflow.fs.Path;
import io.millrace.state.log.CheckpointStorage;
import io.millrace.state.log.LogFiles;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Queue;

/** The JobManager's hand on the {@link SimulatedFiles}: one piece of work after the other, each as late as its answer. */
final class SimulatedCheckpointStorage implements CheckpointStorage {
    private final SimulatedFiles files;
    private final SimulatedNode node;
    private final Queue<Runnable> work = new ArrayDeque<>();

    SimulatedCheckpointStorage(SimulatedFiles files, SimulatedNode node) {
        this.files = files;
        this.node = node;
    }

    @Override
    public LogFiles below(URI directory) {
        return new SimulatedLogFiles(files, node.name(), directory.getPath());
    }

    @Override
    public FileSystem of(Path file) {
        return new SimulatedFileSystem(files, node.name());
    }

    @Override
    public void execute(Runnable one) {
        work.add(one);
        if (work.size() == 1) {
            node.runAfter(files.delayMs(), this::next);
        }
    }

    private void next() {
        work.element().run();
        work.remove();
        if (!work.isEmpty()) {
            node.runAfter(files.delayMs(), this::next);
        }
    }

    /** Tries again at once: in a run nothing waits. */
    @Override
    public boolean rest() {
        return true;
    }

    @Override
    public void end() {
        work.clear();
    }
}
