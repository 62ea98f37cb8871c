package io.millrace.datastream.file.sink;

import io.millrace.dataflow.fs.FSDataInputStream;
import io.millrace.dataflow.fs.FSDataOutputStream;
import io.millrace.dataflow.fs.FileSystem;
import io.millrace.dataflow.fs.FileSystem.WriteMode;
import io.millrace.dataflow.fs.Path;
import io.millrace.datastream.functions.sink.filesystem.PartFileInfo;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;

/** A part file that is being written, under its hidden name. */
final class PartFile<IN> implements PartFileInfo<String> {
    private static final int COPY_BYTES = 64 * 1024;

    // What it was told.
    private final FileSystem files;
    private final String bucketId;
    private final Path hidden;
    private final Path visible;
    private final long creationTime;

    // What it knows.
    private long lastUpdateTime;
    private boolean inCheckpoint;

    // What it holds.
    private final FSDataOutputStream out;
    private final PartFormat.Content<IN> content;

    PartFile(FileSystem files, PartFormat<IN> format, String bucketId, Path hidden, Path visible, long creationTime)
            throws IOException {
        this.files = files;
        this.bucketId = bucketId;
        this.hidden = hidden;
        this.visible = visible;
        this.creationTime = creationTime;
        this.lastUpdateTime = creationTime;
        this.out = files.create(hidden, WriteMode.NO_OVERWRITE);
        this.content = format.begin(out);
    }

    /**
     * Takes what a checkpoint counts of an earlier writer's file. By a copy, not by cutting that file: the earlier writer may
     * still be alive somewhere and hold it open, and an older checkpoint may count less of it.
     */
    void takeOver(FileWriterBucketState earlier, long now) throws IOException {
        byte[] buffer = new byte[COPY_BYTES];
        try (FSDataInputStream in = files.open(earlier.inProgress())) {
            long left = earlier.bytes();
            while (left > 0) {
                int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (read < 0) {
                    throw new EOFException("The file '" + earlier.inProgress() + "' of an earlier writer ends after "
                            + (earlier.bytes() - left) + " bytes; the checkpoint counts " + earlier.bytes()
                            + ". It was changed or damaged from outside.");
                }
                out.write(buffer, 0, read);
                left -= read;
            }
        } catch (FileNotFoundException e) {
            throw new IOException(
                    "The file '" + earlier.inProgress() + "', of which the checkpoint counts " + earlier.bytes()
                            + " bytes, is not there. If a later checkpoint made it visible under its name without"
                            + " '.' and '.inprogress', the output since this checkpoint would be doubled: restore a"
                            + " later checkpoint, or write to another path.",
                    e);
        }
        lastUpdateTime = now;
    }

    void write(IN element, long now) throws IOException {
        content.add(element);
        lastUpdateTime = now;
    }

    /** Completes the file; from now on it is for the committer. */
    FileSinkCommittable finish() throws IOException {
        content.finish();
        // A checkpoint will count it: it must outlast a crash of this machine.
        out.sync();
        long bytes = out.getPos();
        out.close();
        return FileSinkCommittable.pending(bucketId, hidden, visible, bytes);
    }

    /** What is written so far is on the storage medium, and counts if the checkpoint that asks does. */
    FileWriterBucketState snapshot(Path bucketPath) throws IOException {
        out.sync();
        inCheckpoint = true;
        return new FileWriterBucketState(bucketId, bucketPath, hidden, out.getPos(), creationTime);
    }

    /** Whether a checkpoint may count some of the file, so that it must stay. */
    boolean isInCheckpoint() {
        return inCheckpoint;
    }

    /** Gives the file up; removes it if no checkpoint can count it. */
    void abandon() throws IOException {
        try {
            out.close();
        } finally {
            if (!inCheckpoint) {
                files.delete(hidden, false);
            }
        }
    }

    @Override
    public String getBucketId() {
        return bucketId;
    }

    @Override
    public long getCreationTime() {
        return creationTime;
    }

    @Override
    public long getSize() throws IOException {
        return out.getPos();
    }

    @Override
    public long getLastUpdateTime() {
        return lastUpdateTime;
    }
}
