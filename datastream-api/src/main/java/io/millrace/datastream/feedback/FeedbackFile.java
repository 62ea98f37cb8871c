package io.millrace.datastream.feedback;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Records in a file, first in, first out: each its length in four bytes and its bytes. Not thread-safe. */
final class FeedbackFile implements Closeable {
    private static final int WRITE_BYTES = 1 << 16;

    private final Path path;
    private final RandomAccessFile file;
    private ByteBuffer unwritten = ByteBuffer.allocate(WRITE_BYTES);
    private long readAt;
    private long writtenTo;

    FeedbackFile(Path path) throws IOException {
        this.path = path;
        this.file = new RandomAccessFile(path.toFile(), "rw");
    }

    void add(byte[] record) throws IOException {
        if (unwritten.remaining() < Integer.BYTES + record.length) {
            flush();
        }
        if (unwritten.remaining() < Integer.BYTES + record.length) {
            unwritten = ByteBuffer.allocate(Integer.BYTES + record.length);
        }
        unwritten.putInt(record.length).put(record);
    }

    private void flush() throws IOException {
        FileChannel channel = file.getChannel();
        unwritten.flip();
        while (unwritten.hasRemaining()) {
            writtenTo += channel.write(unwritten, writtenTo);
        }
        unwritten.clear();
    }

    boolean isEmpty() {
        return readAt == writtenTo && unwritten.position() == 0;
    }

    /** Takes records of {@code bytes} together, and at least one if there is any. */
    List<byte[]> read(long bytes) throws IOException {
        flush();
        List<byte[]> records = new ArrayList<>();
        long from = readAt;
        file.seek(readAt);
        while (readAt < writtenTo && readAt - from < bytes) {
            byte[] record = new byte[file.readInt()];
            file.readFully(record);
            records.add(record);
            readAt += Integer.BYTES + record.length;
        }
        return records;
    }

    /** All records, which stay. */
    List<byte[]> all() throws IOException {
        long before = readAt;
        List<byte[]> records = read(Long.MAX_VALUE);
        readAt = before;
        return records;
    }

    @Override
    public void close() throws IOException {
        file.close();
        Files.deleteIfExists(path);
    }
}
