package io.millrace.dataflow.fs.local;

import io.millrace.dataflow.fs.FileStatus;
import io.millrace.dataflow.fs.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** What the machine says of a file. */
record LocalFileStatus(Path path, BasicFileAttributes attributes) implements FileStatus {
    @Override
    public long getLen() {
        return attributes.isDirectory() ? 0 : attributes.size();
    }

    @Override
    public long getBlockSize() {
        return LocalFileSystem.getSharedInstance().getDefaultBlockSize();
    }

    @Override
    public short getReplication() {
        return 1;
    }

    @Override
    public long getModificationTime() {
        return attributes.lastModifiedTime().toMillis();
    }

    @Override
    public long getAccessTime() {
        return attributes.lastAccessTime().toMillis();
    }

    @Override
    public boolean isDir() {
        return attributes.isDirectory();
    }

    @Override
    public Path getPath() {
        return path;
    }
}
