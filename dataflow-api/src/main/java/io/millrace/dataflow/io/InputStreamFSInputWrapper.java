package io.millrace.dataflow.io;

import io.millrace.dataflow.fs.FSDataInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream, such as a decompressed one, that can go forward but not back. */
public class InputStreamFSInputWrapper extends FSDataInputStream {
    private final InputStream in;
    private long pos;

    public InputStreamFSInputWrapper(InputStream in) {
        this.in = in;
    }

    @Override
    public void seek(long desired) throws IOException {
        if (desired < pos) {
            throw new IOException("Cannot go back in this stream: from " + pos + " to " + desired + ".");
        }
        in.skipNBytes(desired - pos);
        pos = desired;
    }

    @Override
    public long getPos() {
        return pos;
    }

    @Override
    public int read() throws IOException {
        int read = in.read();
        pos += read < 0 ? 0 : 1;
        return read;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int read = in.read(target, offset, length);
        pos += Math.max(0, read);
        return read;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
