package io.millrace.dataflow.fs;

/** What a file system says of one file or directory. */
public interface FileStatus {
    /** In bytes; 0 for directories. */
    long getLen();

    /** In bytes; a file is read in parallel by blocks. */
    long getBlockSize();

    short getReplication();

    /** In milliseconds since the epoch. */
    long getModificationTime();

    /** In milliseconds since the epoch; 0 if it is not known. */
    long getAccessTime();

    boolean isDir();

    Path getPath();
}
