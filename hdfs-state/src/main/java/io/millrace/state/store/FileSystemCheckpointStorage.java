package io.millrace.state.store;

import io.millrace.dataflow.config.CheckpointingOptions;
import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.fs.Path;
import io.millrace.dataflow.state.CheckpointStorage;
import java.net.URI;

/** Checkpoints lie in a directory of any file system. */
public class FileSystemCheckpointStorage implements CheckpointStorage {
    private static final long serialVersionUID = 1L;

    private final Path directory;

    public FileSystemCheckpointStorage(String checkpointDirectory) {
        this(new Path(checkpointDirectory));
    }

    public FileSystemCheckpointStorage(Path checkpointDirectory) {
        this.directory = checkpointDirectory;
    }

    public FileSystemCheckpointStorage(URI checkpointDirectory) {
        this(new Path(checkpointDirectory));
    }

    public Path getCheckpointPath() {
        return directory;
    }

    @Override
    public void writeTo(Configuration settings) {
        settings.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, directory.toString());
    }

    @Override
    public String toString() {
        return "FileSystemCheckpointStorage(" + directory + ")";
    }
}
