package io.millrace.taskmanager.checkpoint;

import io.millrace.control.checkpoint.StateHandle;
import io.millrace.dataflow.fs.FSDataInputStream;
import io.millrace.dataflow.fs.FSDataOutputStream;
import io.millrace.dataflow.fs.FileSystem;
import io.millrace.dataflow.fs.Path;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Snapshots in the file system that their path names. */
public final class FileSystemSnapshotFiles implements SnapshotFiles {
    private static final Logger LOG = LoggerFactory.getLogger(FileSystemSnapshotFiles.class);
    private static final int BUFFER_BYTES = 64 * 1024;

    /** Finds the file system of a path. */
    @FunctionalInterface
    public interface FileSystems {
        FileSystem of(Path path) throws IOException;
    }

    private final FileSystems fileSystems;

    /** The file systems that this process knows. */
    public FileSystemSnapshotFiles() {
        this(Path::getFileSystem);
    }

    public FileSystemSnapshotFiles(FileSystems fileSystems) {
        this.fileSystems = fileSystems;
    }

    @Override
    public FileSystem fileSystem(Path path) throws IOException {
        return fileSystems.of(path);
    }

    @Override
    public SnapshotFile create(String directory, String name) throws IOException {
        Path path = new Path(directory, name);
        FileSystem files = fileSystems.of(path);
        return new Writing(files, path, files.create(path, FileSystem.WriteMode.NO_OVERWRITE));
    }

    @Override
    public InputStream open(StateHandle handle) throws IOException {
        Path path = new Path(handle.path());
        FSDataInputStream in;
        try {
            in = fileSystems.of(path).open(path);
        } catch (FileNotFoundException e) {
            throw new LostSnapshotException(handle, "the file does not exist", e);
        }
        try {
            in.seek(handle.offset());
            return new VerifiedInput(in, handle);
        } catch (EOFException e) {
            in.close();
            throw new LostSnapshotException(handle, "the file ends before the segment", e);
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    private static final class Writing implements SnapshotFile {
        private final FileSystem files;
        private final Path path;
        private final FSDataOutputStream file;
        private final BufferedOutputStream buffered;
        private long offset;

        Writing(FileSystem files, Path path, FSDataOutputStream file) {
            this.files = files;
            this.path = path;
            this.file = file;
            this.buffered = new BufferedOutputStream(file, BUFFER_BYTES);
        }

        @Override
        public StateHandle append(Content content) throws IOException {
            SegmentOutput segment = new SegmentOutput(buffered);
            content.writeTo(segment);
            StateHandle handle = segment.handle(path.toString(), offset);
            offset += handle.length();
            return handle;
        }

        @Override
        public void finish() throws IOException {
            buffered.flush();
            file.sync();
            file.close();
        }

        @Override
        public void discard() {
            try {
                file.close();
            } catch (IOException e) {
                LOG.debug("closing '{}', which is to be removed, failed", path, e);
            }
            try {
                files.delete(path, false);
            } catch (IOException e) {
                LOG.warn("the file of a checkpoint that was given up could not be removed: path={}", path, e);
            }
        }
    }
}
