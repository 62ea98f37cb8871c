package io.millrace.dataflow.memory;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** Writes into an array that grows. */
public class DataOutputSerializer extends DataOutputViewStreamWrapper {

    /** @param startSize bytes for which there is room at first, from 1 */
    public DataOutputSerializer(int startSize) {
        super(new ByteArrayOutputStream(startSize));
    }

    private ByteArrayOutputStream buffer() {
        return (ByteArrayOutputStream) out;
    }

    /** A copy of what was written. */
    public byte[] getCopyOfBuffer() {
        return buffer().toByteArray();
    }

    /** A copy of what was written, too; nobody shares the array itself. */
    public byte[] getSharedBuffer() {
        return getCopyOfBuffer();
    }

    /** What was written; later writes do not change it. */
    public ByteBuffer wrapAsByteBuffer() {
        return ByteBuffer.wrap(getCopyOfBuffer());
    }

    /** The number of bytes written. */
    public int length() {
        return buffer().size();
    }

    /** Forgets what was written. */
    public void clear() {
        buffer().reset();
        written = 0;
    }
}
