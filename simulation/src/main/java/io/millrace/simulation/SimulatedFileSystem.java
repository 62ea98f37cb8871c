package io.millrace.simulation;

import io.millrace.dataflow.fs.BlockLocation;
import io.millrace.dataflow.fs.FSDataInputStream;
import io.millrace.dataflow.fs.FSDataOutputStream;
import io.millrace.dataflow.fs.FileStatus;
import io.millrace.dataflow.fs.FileSystem;
import io.millrace.dataflow.fs.Path;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;

/** The {@link SimulatedFiles} as one process sees them. */
final class SimulatedFileSystem extends FileSystem {
    static final URI ROOT = URI.create("simulated://files/");

    private final SimulatedFiles files;
    private final String process;

    SimulatedFileSystem(SimulatedFiles files, String process) {
        this.files = files;
        this.process = process;
    }

    private static String name(Path path) {
        return path.toUri().getPath();
    }

    /** The path that a whole one names. */
    static String pathIn(String whole) {
        String root = ROOT.toString();
        if (!whole.startsWith(root)) {
            throw new IllegalArgumentException("expected a path in " + root + ", found " + whole);
        }
        return whole.substring(root.length() - 1);
    }

    @Override
    public Path getWorkingDirectory() {
        return new Path(ROOT);
    }

    @Override
    public Path getHomeDirectory() {
        return new Path(ROOT);
    }

    @Override
    public URI getUri() {
        return ROOT;
    }

    @Override
    public boolean isDistributedFS() {
        return true;
    }

    @Override
    public FileStatus getFileStatus(Path f) throws IOException {
        String path = name(f);
        if (files.isDirectory(path)) {
            return new Status(new Path(ROOT.resolve(path)), 0, true);
        }
        return new Status(new Path(ROOT.resolve(path)), files.read(path).length, false);
    }

    @Override
    public BlockLocation[] getFileBlockLocations(FileStatus file, long start, long len) {
        return new BlockLocation[0];
    }

    @Override
    public FileStatus[] listStatus(Path f) throws IOException {
        files.mayFail("listing", name(f));
        String[] names = files.names(name(f)).toArray(String[]::new);
        FileStatus[] all = new FileStatus[names.length];
        for (int i = 0; i < names.length; i++) {
            all[i] = getFileStatus(new Path(f, names[i]));
        }
        return all;
    }

    @Override
    public FSDataInputStream open(Path f) throws IOException {
        return new Reading(name(f), files.read(name(f)));
    }

    @Override
    public FSDataOutputStream create(Path f, WriteMode overwriteMode) throws IOException {
        if (overwriteMode == WriteMode.OVERWRITE && files.isFile(name(f))) {
            files.delete(name(f));
        }
        return new Writing(files.create(name(f), process));
    }

    @Override
    public boolean delete(Path f, boolean recursive) throws IOException {
        files.mayFail("deletion", name(f));
        if (!recursive && files.isDirectory(name(f)) && !files.names(name(f)).isEmpty()) {
            throw new IOException(f + " is a directory that is not empty");
        }
        return files.delete(name(f));
    }

    @Override
    public boolean mkdirs(Path f) throws IOException {
        files.mayFail("making", name(f));
        files.makeDirectory(name(f));
        return true;
    }

    @Override
    public boolean rename(Path src, Path dst) throws IOException {
        try {
            renameNoOverwrite(src, dst);
            return true;
        } catch (FileNotFoundException | FileSystemException e) {
            return false;
        }
    }

    @Override
    public void renameNoOverwrite(Path src, Path dst) throws IOException {
        files.mayFail("renaming", name(src));
        if (!files.isFile(name(src)) && !files.isDirectory(name(src))) {
            throw new FileNotFoundException(name(src));
        }
        if (files.isFile(name(dst)) || files.isDirectory(name(dst))) {
            throw new FileAlreadyExistsException(name(dst));
        }
        files.rename(name(src), name(dst));
    }

    private record Status(Path path, long length, boolean directory) implements FileStatus {
        @Override
        public long getLen() {
            return length;
        }

        @Override
        public long getBlockSize() {
            return 1L << 20;
        }

        @Override
        public short getReplication() {
            return 1;
        }

        @Override
        public long getModificationTime() {
            return 0;
        }

        @Override
        public long getAccessTime() {
            return 0;
        }

        @Override
        public boolean isDir() {
            return directory;
        }

        @Override
        public Path getPath() {
            return path;
        }
    }

    private final class Reading extends FSDataInputStream {
        private final String path;
        private final byte[] bytes;
        private int at;

        Reading(String path, byte[] bytes) {
            this.path = path;
            this.bytes = bytes;
        }

        @Override
        public void seek(long desired) throws EOFException {
            SimulatedFiles.requireLength(path, bytes, desired);
            at = (int) desired;
        }

        @Override
        public long getPos() {
            return at;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            files.mayFail("reading", path);
            if (at == bytes.length) {
                return -1;
            }
            int count = Math.min(length, bytes.length - at);
            System.arraycopy(bytes, at, into, offset, count);
            at += count;
            return count;
        }
    }

    private final class Writing extends FSDataOutputStream {
        private final SimulatedFiles.Stored file;

        Writing(SimulatedFiles.Stored file) {
            this.file = file;
        }

        @Override
        public long getPos() {
            return file.length();
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] from, int offset, int count) throws IOException {
            files.append(file, from, offset, count);
        }

        @Override
        public void flush() {
            // What was written is in the file, and not safe.
        }

        @Override
        public void sync() throws IOException {
            files.sync(file);
        }

        @Override
        public void close() throws IOException {
            files.close(file);
        }
    }
}
