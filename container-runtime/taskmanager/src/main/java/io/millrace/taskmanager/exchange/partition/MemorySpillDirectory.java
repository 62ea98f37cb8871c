package io.millrace.taskmanager.exchange.partition;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** A disk in memory, with a capacity: for simulations, and for tests that damage it. Thread-safe. */
public final class MemorySpillDirectory implements SpillDirectory {
    private final String name;
    private final Map<String, MemoryFile> files = new TreeMap<>();
    private long capacityBytes;
    private long usedBytes;
    private boolean closed;

    public MemorySpillDirectory(String name, long capacityBytes) {
        this.name = name;
        this.capacityBytes = capacityBytes;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public synchronized SpillFile create(String fileName) throws IOException {
        if (closed || files.containsKey(fileName)) {
            throw new IOException(name + "/" + fileName + (closed ? ": the directory is closed" : " is there already"));
        }
        MemoryFile file = new MemoryFile(fileName);
        files.put(fileName, file);
        return file;
    }

    @Override
    public synchronized void close() {
        closed = true;
        files.clear();
        usedBytes = 0;
    }

    /** What is written beyond this fails. */
    public synchronized void capacity(long bytes) {
        capacityBytes = bytes;
    }

    public synchronized long usedBytes() {
        return usedBytes;
    }

    public synchronized int files() {
        return files.size();
    }

    /** Flips bits of a byte of all that is stored, counted through all files. */
    public synchronized void damage(long at, int bits) {
        long before = 0;
        for (MemoryFile file : files.values()) {
            if (at < before + file.size) {
                file.bytes[(int) (at - before)] ^= (byte) bits;
                return;
            }
            before += file.size;
        }
        throw new IllegalArgumentException("byte " + at + ": expected=less than " + before);
    }

    private final class MemoryFile implements SpillFile {
        private final String fileName;
        private byte[] bytes = new byte[1024];
        private int size;

        MemoryFile(String fileName) {
            this.fileName = fileName;
        }

        @Override
        public String name() {
            return name + "/" + fileName;
        }

        @Override
        public void append(byte[] from, int offset, int length) throws IOException {
            synchronized (MemorySpillDirectory.this) {
                failIfGone();
                int fitting = (int) Math.min(length, Math.max(0, capacityBytes - usedBytes));
                if (size + fitting > bytes.length) {
                    bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + fitting));
                }
                System.arraycopy(from, offset, bytes, size, fitting);
                size += fitting;
                usedBytes += fitting;
                if (fitting < length) {
                    throw new IOException("No space left on device");
                }
            }
        }

        @Override
        public void truncate(long length) throws IOException {
            synchronized (MemorySpillDirectory.this) {
                failIfGone();
                if (length < size) {
                    usedBytes -= size - length;
                    size = (int) length;
                }
            }
        }

        @Override
        public void pause() {}

        @Override
        public void read(long position, byte[] into, int offset, int length) throws IOException {
            synchronized (MemorySpillDirectory.this) {
                failIfGone();
                if (position + length > size) {
                    throw new EOFException(name() + " has " + size + " bytes: expected=" + (position + length));
                }
                System.arraycopy(bytes, (int) position, into, offset, length);
            }
        }

        @Override
        public void delete() {
            synchronized (MemorySpillDirectory.this) {
                if (files.remove(fileName, this)) {
                    usedBytes -= size;
                }
            }
        }

        private void failIfGone() throws IOException {
            if (files.get(fileName) != this) {
                throw new FileNotFoundException(name());
            }
        }
    }
}
