package io.millrace.operators.file;

import io.millrace.dataflow.fs.FSDataInputStream;
import java.io.IOException;

/** Reads a file by Hadoop, which fetches ahead for itself. */
final class HadoopInputStream extends FSDataInputStream {
    private final org.apache.hadoop.fs.FSDataInputStream in;

    HadoopInputStream(org.apache.hadoop.fs.FSDataInputStream in) {
        this.in = in;
    }

    @Override
    public void seek(long desired) throws IOException {
        // A seek to where it is would throw away what some file systems have read ahead.
        if (desired != in.getPos()) {
            in.seek(desired);
        }
    }

    @Override
    public long getPos() throws IOException {
        return in.getPos();
    }

    @Override
    public int read() throws IOException {
        return in.read();
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        return in.read(target, offset, length);
    }

    @Override
    public long skip(long count) throws IOException {
        return in.skip(count);
    }

    @Override
    public int available() throws IOException {
        return in.available();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
