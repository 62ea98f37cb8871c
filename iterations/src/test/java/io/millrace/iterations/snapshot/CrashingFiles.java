package io.millrace.iterations.snapshot;

import io.millrace.dataflow.fs.BlockLocation;
import io.millrace.dataflow.fs.FSDataInputStream;
import io.millrace.dataflow.fs.FSDataOutputStream;
import io.millrace.dataflow.fs.FileStatus;
import io.millrace.dataflow.fs.FileSystem;
import io.millrace.dataflow.fs.Path;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileAlreadyExistsException;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Files in memory. An operation may fail, having had its effect or not; the process may die in it; and when the power goes, what was not
 * synced is lost from some byte on, or is rubbish from there.
 */
final class CrashingFiles extends FileSystem {
    /** The process that was in an operation is dead. */
    static final class Crash extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private static final class Stored {
        private final ByteArrayOutputStream written = new ByteArrayOutputStream();
        private int synced;
        private byte[] content = {};

        private byte[] bytes() {
            return written.size() > 0 ? written.toByteArray() : content;
        }
    }

    private final Map<String, Stored> stored = new TreeMap<>();
    private final Set<String> directories = new TreeSet<>();
    private final Random random;

    /** Of a thousand operations, how many fail and in how many the process dies. */
    int failures;

    int crashes;

    CrashingFiles(Random random) {
        this.random = random;
    }

    private void before() throws IOException {
        misfortune("before");
    }

    private void after() throws IOException {
        misfortune("after");
    }

    private void misfortune(String when) throws IOException {
        int dice = random.nextInt(2_000);
        if (dice < failures) {
            throw new IOException("failed " + when + " its effect");
        }
        if (dice < failures + crashes) {
            throw new Crash();
        }
    }

    /** All that was not synced is lost from some byte on, or is rubbish. */
    void losePower() {
        for (Stored file : stored.values()) {
            byte[] bytes = file.bytes();
            int kept = file.synced + random.nextInt(bytes.length - file.synced + 1);
            byte[] after = Arrays.copyOf(bytes, random.nextBoolean() ? kept : bytes.length);
            for (int i = kept; i < after.length; i++) {
                after[i] = (byte) random.nextInt();
            }
            file.written.reset();
            file.content = after;
            file.synced = after.length;
        }
    }

    int count() {
        return stored.size();
    }

    /** The one file whose name holds this. */
    byte[] bytes(String part) {
        return stored.get(name(part)).bytes();
    }

    void replace(String part, byte[] bytes) {
        Stored file = new Stored();
        file.content = bytes;
        file.synced = bytes.length;
        stored.put(name(part), file);
    }

    private String name(String part) {
        return stored.keySet().stream()
                .filter(name -> name.contains(part))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public FSDataOutputStream create(Path f, WriteMode overwriteMode) throws IOException {
        before();
        Stored file = new Stored();
        if (stored.putIfAbsent(f.toString(), file) != null) {
            throw new FileAlreadyExistsException(f.toString());
        }
        after();
        return new Out(file);
    }

    private final class Out extends FSDataOutputStream {
        private final Stored file;

        private Out(Stored file) {
            this.file = file;
        }

        @Override
        public long getPos() {
            return file.written.size();
        }

        @Override
        public void write(int b) {
            file.written.write(b);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            before();
            file.written.write(bytes, offset, length);
        }

        @Override
        public void flush() {}

        @Override
        public void sync() throws IOException {
            before();
            file.synced = file.written.size();
            after();
        }

        @Override
        public void close() throws IOException {
            before();
        }
    }

    @Override
    public FSDataInputStream open(Path f) throws IOException {
        byte[] bytes = existing(f).bytes();
        return new FSDataInputStream() {
            private int at;

            @Override
            public void seek(long desired) {
                at = (int) desired;
            }

            @Override
            public long getPos() {
                return at;
            }

            @Override
            public int read() {
                return at == bytes.length ? -1 : bytes[at++] & 0xff;
            }

            @Override
            public int read(byte[] into, int from, int length) {
                int read = Math.min(length, bytes.length - at);
                if (read == 0 && length > 0) {
                    return -1;
                }
                System.arraycopy(bytes, at, into, from, read);
                at += read;
                return read;
            }
        };
    }

    private Stored existing(Path f) throws FileNotFoundException {
        Stored file = stored.get(f.toString());
        if (file == null) {
            throw new FileNotFoundException(f.toString());
        }
        return file;
    }

    @Override
    public FileStatus getFileStatus(Path f) throws IOException {
        return status(f, existing(f));
    }

    private static FileStatus status(Path path, Stored file) {
        int length = file.bytes().length;
        return new FileStatus() {
            @Override
            public long getLen() {
                return length;
            }

            @Override
            public long getBlockSize() {
                return length;
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
                return false;
            }

            @Override
            public Path getPath() {
                return path;
            }
        };
    }

    @Override
    public FileStatus[] listStatus(Path f) throws IOException {
        if (stored.isEmpty()) {
            throw new FileNotFoundException(f.toString());
        }
        return stored.entrySet().stream()
                .map(file -> status(new Path(file.getKey()), file.getValue()))
                .toArray(FileStatus[]::new);
    }

    @Override
    public boolean delete(Path f, boolean recursive) throws IOException {
        before();
        directories.removeIf(name -> name.equals(f.toString()));
        boolean deleted = recursive
                ? stored.keySet().removeIf(name -> name.startsWith(f.toString()))
                : stored.remove(f.toString()) != null;
        after();
        return deleted;
    }

    @Override
    public void renameNoOverwrite(Path src, Path dst) throws IOException {
        before();
        Stored file = existing(src);
        if (stored.putIfAbsent(dst.toString(), file) != null) {
            throw new FileAlreadyExistsException(dst.toString());
        }
        stored.remove(src.toString());
        after();
    }

    @Override
    public boolean rename(Path src, Path dst) {
        throw new UnsupportedOperationException("it may replace a file");
    }

    @Override
    public boolean exists(Path f) {
        return stored.containsKey(f.toString()) || directories.contains(f.toString());
    }

    @Override
    public boolean mkdirs(Path f) {
        directories.add(f.toString());
        return true;
    }

    @Override
    public Path getWorkingDirectory() {
        return new Path("/");
    }

    @Override
    public Path getHomeDirectory() {
        return new Path("/");
    }

    @Override
    public URI getUri() {
        return URI.create("crashing:/");
    }

    @Override
    public boolean isDistributedFS() {
        return true;
    }

    @Override
    public BlockLocation[] getFileBlockLocations(FileStatus file, long start, long len) {
        return new BlockLocation[0];
    }
}
