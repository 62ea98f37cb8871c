package io.millrace.state.store;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.fs.Path;
import io.millrace.dataflow.state.StateBackend;
import java.net.URI;

/** The older name of keyed state on the heap with checkpoints in a directory. */
@Deprecated
public class FsStateBackend implements StateBackend {
    private static final long serialVersionUID = 1L;

    private final FileSystemCheckpointStorage storage;

    public FsStateBackend(String checkpointDataUri) {
        this(new Path(checkpointDataUri));
    }

    public FsStateBackend(Path checkpointDataUri) {
        storage = new FileSystemCheckpointStorage(checkpointDataUri);
    }

    public FsStateBackend(URI checkpointDataUri) {
        this(new Path(checkpointDataUri));
    }

    public Path getCheckpointPath() {
        return storage.getCheckpointPath();
    }

    @Override
    public void writeTo(Configuration settings) {
        storage.writeTo(settings);
    }

    @Override
    public String toString() {
        return "FsStateBackend(" + getCheckpointPath() + ")";
    }
}
