package io.millrace.taskmanager.checkpoint;

import io.millrace.control.checkpoint.StateHandle;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.CRC32C;

/** Counts the bytes of a segment and keeps their checksum, on their way to the file. One thread. */
final class SegmentOutput extends OutputStream {
    private final OutputStream out;
    private final CRC32C checksum = new CRC32C();
    private long length;

    SegmentOutput(OutputStream out) {
        this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
        out.write(b);
        checksum.update(b);
        length++;
    }

    @Override
    public void write(byte[] from, int offset, int count) throws IOException {
        out.write(from, offset, count);
        checksum.update(from, offset, count);
        length += count;
    }

    StateHandle handle(String path, long offset) {
        return new StateHandle(path, offset, length, (int) checksum.getValue());
    }
}
