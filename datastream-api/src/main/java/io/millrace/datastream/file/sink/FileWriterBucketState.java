package io.millrace.datastream.file.sink;

import io.millrace.dataflow.fs.Path;

/**
 * A part file that goes on after a checkpoint.
 *
 * @param bucketId the bucket that it belongs to
 * @param bucketPath the bucket's directory
 * @param inProgress the hidden file that it is written to
 * @param bytes how much of the file the checkpoint counts; all of it lies on the storage medium
 * @param creationTime processing time in milliseconds
 */
public record FileWriterBucketState(String bucketId, Path bucketPath, Path inProgress, long bytes, long creationTime) {}
