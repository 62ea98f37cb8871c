package io.millrace.state.log;

import io.millrace.dataflow.fs.FileSystem;
import io.millrace.dataflow.fs.Path;
import java.io.IOException;
import java.net.URI;

/** What {@link FencedCheckpointStore} needs of the world: where it works, and the file systems that it works on. */
public interface CheckpointStorage {
    /** The files below a directory, which need not exist. */
    LogFiles below(URI directory) throws Exception;

    /** The file system of a snapshot's file. */
    FileSystem of(Path file) throws IOException;

    /** Has work done, all of it in order; it may block. What is given after the end is dropped. */
    void execute(Runnable work);

    /** Called by work that failed, before it tries again: waits a little. @return false if it is not to try again */
    boolean rest();

    /** The end: waits for nothing. */
    void end();
}
