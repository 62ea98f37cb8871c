package io.millrace.dataflow.fs.local;

import io.millrace.dataflow.fs.FSDataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Reads a local file; not buffered. */
final class LocalInputStream extends FSDataInputStream {
    private final FileChannel channel;
    private final Path file;

    LocalInputStream(Path file) throws IOException {
        this.file = file;
        this.channel = FileChannel.open(file, StandardOpenOption.READ);
    }

    @Override
    public void seek(long desired) throws IOException {
        if (desired < 0 || desired > channel.size()) {
            throw new EOFException(
                    "Cannot go to byte " + desired + " of '" + file + "': it has " + channel.size() + ".");
        }
        channel.position(desired);
    }

    @Override
    public long getPos() throws IOException {
        return channel.position();
    }

    @Override
    public int read() throws IOException {
        ByteBuffer one = ByteBuffer.allocate(1);
        return channel.read(one) < 0 ? -1 : one.get(0) & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        return length == 0 ? 0 : channel.read(ByteBuffer.wrap(target, offset, length));
    }

    @Override
    public long skip(long count) throws IOException {
        long from = channel.position();
        long to = Math.max(from, Math.min(channel.size(), from + Math.max(0, count)));
        channel.position(to);
        return to - from;
    }

    @Override
    public int available() throws IOException {
        return (int) Math.max(0, Math.min(Integer.MAX_VALUE, channel.size() - channel.position()));
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
