package io.millrace.datastream.file.sink;

import io.millrace.dataflow.fs.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file that is to become visible, or to go.
 *
 * @param bucketId the bucket that it belongs to
 * @param written the hidden file, whole and closed
 * @param target the name under which it becomes visible; null if the file is to be removed
 * @param bytes its length; -1 if it is to be removed
 */
public record FileSinkCommittable(
        String bucketId, Path written, @Nullable Path target, long bytes) {
    static FileSinkCommittable pending(String bucketId, Path written, Path target, long bytes) {
        return new FileSinkCommittable(bucketId, written, target, bytes);
    }

    /** Its content was copied to another file, which the checkpoint after the copy counts. */
    static FileSinkCommittable superseded(String bucketId, Path written) {
        return new FileSinkCommittable(bucketId, written, null, -1);
    }
}
