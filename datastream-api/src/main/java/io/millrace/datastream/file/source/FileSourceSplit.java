package io.millrace.datastream.file.source;

import io.millrace.dataflow.fs.Path;
import io.millrace.datastream.file.source.util.CheckpointedPosition;
import io.millrace.datastream.source.SourceSplit;
import java.io.Serializable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A part of a file, and how far it is read. Immutable. */
public class FileSourceSplit implements SourceSplit, Serializable {
    private static final long serialVersionUID = 1L;

    private final String id;
    private final Path path;
    private final long offset;
    private final long length;
    private final long fileModificationTime;
    private final long fileSize;
    private final String[] hostnames;
    private final @Nullable CheckpointedPosition readerPosition;

    /**
     * @param offset where it begins, in bytes
     * @param length in bytes
     * @param fileModificationTime in milliseconds since the epoch
     * @param fileSize in bytes
     * @param hostnames machines that have it; none if all are equally far from it
     */
    public FileSourceSplit(
            String id,
            Path path,
            long offset,
            long length,
            long fileModificationTime,
            long fileSize,
            String... hostnames) {
        this(id, path, offset, length, fileModificationTime, fileSize, hostnames, null);
    }

    public FileSourceSplit(
            String id,
            Path path,
            long offset,
            long length,
            long fileModificationTime,
            long fileSize,
            String[] hostnames,
            @Nullable CheckpointedPosition readerPosition) {
        if (offset < 0 || length < 0) {
            throw new IllegalArgumentException(
                    "Not a part of the file '" + path + "': offset=" + offset + ", length=" + length);
        }
        this.id = id;
        this.path = path;
        this.offset = offset;
        this.length = length;
        this.fileModificationTime = fileModificationTime;
        this.fileSize = fileSize;
        this.hostnames = hostnames.clone();
        this.readerPosition = readerPosition;
    }

    @Override
    public String splitId() {
        return id;
    }

    public Path path() {
        return path;
    }

    public long offset() {
        return offset;
    }

    public long length() {
        return length;
    }

    public long fileModificationTime() {
        return fileModificationTime;
    }

    public long fileSize() {
        return fileSize;
    }

    public String[] hostnames() {
        return hostnames.clone();
    }

    /** Empty if nothing of it is read. */
    public Optional<CheckpointedPosition> getReaderPosition() {
        return Optional.ofNullable(readerPosition);
    }

    /** The same split, read up to a position, or not at all for null. */
    public FileSourceSplit updateWithCheckpointedPosition(@Nullable CheckpointedPosition position) {
        return new FileSourceSplit(id, path, offset, length, fileModificationTime, fileSize, hostnames, position);
    }

    @Override
    public String toString() {
        return path + " [" + offset + ", " + (offset + length) + ") "
                + (readerPosition == null ? "unread" : "read to " + readerPosition);
    }
}
