package io.millrace.operators.file;

import io.millrace.dataflow.fs.FSDataOutputStream;
import java.io.IOException;
import org.apache.hadoop.fs.StreamCapabilities;

/** Writes a file by Hadoop. Where it cannot make parts of a file visible or safe, as in object stores, only the end counts. */
final class HadoopOutputStream extends FSDataOutputStream {
    private final org.apache.hadoop.fs.FSDataOutputStream out;

    HadoopOutputStream(org.apache.hadoop.fs.FSDataOutputStream out) {
        this.out = out;
    }

    @Override
    public long getPos() {
        return out.getPos();
    }

    @Override
    public void write(int b) throws IOException {
        out.write(b);
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
        out.write(source, offset, length);
    }

    @Override
    public void flush() throws IOException {
        if (out.hasCapability(StreamCapabilities.HFLUSH)) {
            out.hflush();
        } else {
            out.flush();
        }
    }

    @Override
    public void sync() throws IOException {
        if (out.hasCapability(StreamCapabilities.HSYNC)) {
            out.hsync();
        } else {
            out.flush();
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
