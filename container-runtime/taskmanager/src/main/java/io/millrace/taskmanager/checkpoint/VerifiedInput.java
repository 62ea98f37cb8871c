package io.millrace.taskmanager.checkpoint;

import io.millrace.control.checkpoint.StateHandle;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32C;

/** A segment of a file, as a stream whose last bytes come only if the checksum of all is right. One thread. */
final class VerifiedInput extends InputStream {
    private final InputStream in;
    private final StateHandle handle;
    private final CRC32C checksum = new CRC32C();
    private final byte[] single = new byte[1];
    private long left;

    /** @param in stands at the segment's first byte; closed with this */
    VerifiedInput(InputStream in, StateHandle handle) throws LostSnapshotException {
        this.in = in;
        this.handle = handle;
        this.left = handle.length();
        verifyAtEnd();
    }

    @Override
    public int read() throws IOException {
        return read(single, 0, 1) < 0 ? -1 : single[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (left == 0) {
            return -1;
        }
        int count = readFile(into, offset, (int) Math.min(length, left));
        if (count < 0) {
            throw new LostSnapshotException(handle, "the file ends " + left + " bytes before the segment", null);
        }
        checksum.update(into, offset, count);
        left -= count;
        verifyAtEnd();
        return count;
    }

    /** A later try may go well, and the bytes be right: then nothing but this exception says why the reader stopped. */
    private int readFile(byte[] into, int offset, int length) throws UnreadableSnapshotException {
        try {
            return in.read(into, offset, length);
        } catch (IOException e) {
            throw new UnreadableSnapshotException(handle, e);
        }
    }

    private void verifyAtEnd() throws LostSnapshotException {
        if (left == 0 && (int) checksum.getValue() != handle.crc32c()) {
            throw LostSnapshotException.damaged(handle, (int) checksum.getValue());
        }
    }

    @Override
    public int available() {
        return (int) Math.min(Integer.MAX_VALUE, left);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
