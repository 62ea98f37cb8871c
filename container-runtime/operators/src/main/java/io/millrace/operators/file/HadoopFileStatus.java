package io.millrace.operators.file;

import io.millrace.dataflow.fs.FileStatus;
import io.millrace.dataflow.fs.Path;

/** What Hadoop says of a file. */
record HadoopFileStatus(org.apache.hadoop.fs.FileStatus status) implements FileStatus {
    @Override
    public long getLen() {
        return status.isDirectory() ? 0 : status.getLen();
    }

    /** Some file systems give 0: then the file is one block. */
    @Override
    public long getBlockSize() {
        return status.getBlockSize() > 0 ? status.getBlockSize() : Math.max(1, status.getLen());
    }

    @Override
    public short getReplication() {
        return status.getReplication();
    }

    @Override
    public long getModificationTime() {
        return status.getModificationTime();
    }

    @Override
    public long getAccessTime() {
        return status.getAccessTime();
    }

    @Override
    public boolean isDir() {
        return status.isDirectory();
    }

    @Override
    public Path getPath() {
        return HadoopFileSystem.ours(status.getPath());
    }
}
