package io.millrace.taskmanager.checkpoint;

import io.millrace.control.checkpoint.StateHandle;
import io.millrace.dataflow.fs.FileSystem;
import io.millrace.dataflow.fs.Path;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * The files that snapshots lie in, wherever that is. Thread-safe; calls may block for as long as the storage takes, so they
 * are made on threads that do nothing else.
 *
 * <p>Not promised: that a file which was not finished can be read, or has vanished, after its process has died.
 */
public interface SnapshotFiles {
    /**
     * Begins a file.
     *
     * @param directory exists
     * @throws IOException also if there is such a file already
     */
    SnapshotFile create(String directory, String name) throws IOException;

    /**
     * Reads one segment, from its first byte to its last. The last read fails if the bytes are not those that were written.
     *
     * @throws LostSnapshotException here or by the stream: the file is missing, too short, or damaged
     */
    InputStream open(StateHandle handle) throws IOException;

    /** Where a path lies, for what tasks write there themselves. */
    default FileSystem fileSystem(Path path) throws IOException {
        return path.getFileSystem();
    }

    /** A file that is being written, by one thread at a time. After an exception only {@link #discard} may be called. */
    interface SnapshotFile {
        /** Appends what {@code content} writes, and says where it lies; it can be read after {@link #finish}. */
        StateHandle append(Content content) throws IOException;

        /** Returns when all segments are on the storage medium. */
        void finish() throws IOException;

        /** Removes the file, whatever its state; what goes wrong with that is only logged. */
        void discard();
    }

    /** Writes the bytes of a segment. */
    @FunctionalInterface
    interface Content {
        /** @param out need not be buffered or closed */
        void writeTo(OutputStream out) throws IOException;
    }
}
