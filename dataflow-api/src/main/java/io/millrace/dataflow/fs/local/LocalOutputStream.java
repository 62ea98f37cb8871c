package io.millrace.dataflow.fs.local;

import io.millrace.dataflow.fs.FSDataOutputStream;
import io.millrace.dataflow.fs.FileSystem.WriteMode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Writes a local file through a buffer. */
final class LocalOutputStream extends FSDataOutputStream {
    private static final int BUFFER_BYTES = 64 * 1024;

    private final FileChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
    private long written;

    LocalOutputStream(Path file, WriteMode mode) throws IOException {
        try {
            this.channel = mode == WriteMode.OVERWRITE
                    ? FileChannel.open(
                            file,
                            StandardOpenOption.WRITE,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.TRUNCATE_EXISTING)
                    : FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException e) {
            FileAlreadyExistsException clearer = new FileAlreadyExistsException(
                    file.toString(), null, "it exists, and the write mode is NO_OVERWRITE: remove it or use OVERWRITE");
            clearer.initCause(e);
            throw clearer;
        }
    }

    @Override
    public long getPos() {
        return written + buffer.position();
    }

    @Override
    public void write(int b) throws IOException {
        if (!buffer.hasRemaining()) {
            drain();
        }
        buffer.put((byte) b);
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
        if (length > buffer.remaining()) {
            drain();
        }
        if (length > buffer.remaining()) {
            writeFully(ByteBuffer.wrap(source, offset, length));
        } else {
            buffer.put(source, offset, length);
        }
    }

    @Override
    public void flush() throws IOException {
        drain();
    }

    @Override
    public void sync() throws IOException {
        drain();
        channel.force(true);
    }

    @Override
    public void close() throws IOException {
        if (channel.isOpen()) {
            try (channel) {
                drain();
            }
        }
    }

    private void drain() throws IOException {
        buffer.flip();
        writeFully(buffer);
        buffer.clear();
    }

    private void writeFully(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            written += channel.write(bytes);
        }
    }
}
