package io.millrace.taskmanager.checkpoint;

import io.millrace.control.checkpoint.StateHandle;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.TreeMap;

/**
 * Snapshots in memory, for the simulation and for tests: a disk that can be full and whose files can be damaged. Several
 * TaskManagers may share one.
 */
public final class MemorySnapshotFiles implements SnapshotFiles {
    private final TreeMap<String, byte[]> files = new TreeMap<>();
    private final TreeMap<String, Writing> open = new TreeMap<>();
    private long roomBytes = Long.MAX_VALUE;

    @Override
    public synchronized SnapshotFile create(String directory, String name) throws IOException {
        String path = directory + "/" + name;
        if (files.containsKey(path) || open.containsKey(path)) {
            throw new IOException("file '" + path + "' exists already");
        }
        Writing writing = new Writing(path);
        open.put(path, writing);
        return writing;
    }

    @Override
    public synchronized InputStream open(StateHandle handle) throws IOException {
        byte[] bytes = files.get(handle.path());
        if (bytes == null) {
            throw new LostSnapshotException(handle, "the file does not exist", null);
        }
        if (handle.offset() > bytes.length) {
            throw new LostSnapshotException(handle, "the file ends before the segment", null);
        }
        int offset = (int) handle.offset();
        return new VerifiedInput(new ByteArrayInputStream(bytes, offset, bytes.length - offset), handle);
    }

    /** The paths of all finished files, in their order. */
    public synchronized List<String> paths() {
        return List.copyOf(files.keySet());
    }

    /** How many files were begun and neither finished nor discarded. */
    public synchronized int unfinished() {
        return open.size();
    }

    /** From now on so many bytes can be written; what asks for more fails as on a full disk. */
    public synchronized void limitRoom(long bytes) {
        roomBytes = bytes;
    }

    /** Turns one bit of a finished file. */
    public synchronized void damage(String path, long at) {
        byte[] bytes = files.get(path);
        if (bytes == null) {
            throw new IllegalArgumentException("there is no file '" + path + "'");
        }
        byte[] damaged = bytes.clone();
        damaged[(int) at] ^= 1;
        files.put(path, damaged);
    }

    /** Removes a file, or all files whose paths begin so. */
    public synchronized void delete(String path) {
        files.keySet().removeIf(name -> name.startsWith(path));
    }

    private synchronized void take(int bytes) throws IOException {
        if (bytes > roomBytes) {
            throw new IOException("No space left on device");
        }
        roomBytes -= bytes;
    }

    private final class Writing implements SnapshotFile {
        private final String path;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Writing(String path) {
            this.path = path;
        }

        @Override
        public StateHandle append(Content content) throws IOException {
            int offset = bytes.size();
            SegmentOutput segment = new SegmentOutput(new Metered(bytes));
            content.writeTo(segment);
            return segment.handle(path, offset);
        }

        @Override
        public void finish() {
            synchronized (MemorySnapshotFiles.this) {
                open.remove(path);
                files.put(path, bytes.toByteArray());
            }
        }

        @Override
        public void discard() {
            synchronized (MemorySnapshotFiles.this) {
                open.remove(path);
                files.remove(path);
            }
        }
    }

    private final class Metered extends FilterOutputStream {
        Metered(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int b) throws IOException {
            take(1);
            out.write(b);
        }

        @Override
        public void write(byte[] from, int offset, int count) throws IOException {
            take(count);
            out.write(from, offset, count);
        }
    }
}
