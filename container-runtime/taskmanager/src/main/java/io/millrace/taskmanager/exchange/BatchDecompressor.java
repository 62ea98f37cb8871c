package io.millrace.taskmanager.exchange;

import java.io.IOException;
import java.io.StreamCorruptedException;
import net.jpountz.lz4.LZ4Exception;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4SafeDecompressor;

/** Finds the content of batches that a {@link BatchCompressor} made smaller. One thread. */
final class BatchDecompressor {
    /** The form has a byte for at most so many of its content, so no damaged length takes more memory. */
    private static final int RATIO_MAX = 255;

    /** What is kept for the next batch. */
    private static final int KEPT_BYTES = 2 * BatchWriter.FULL_BYTES;

    private final LZ4SafeDecompressor decompressor =
            LZ4Factory.fastestInstance().safeDecompressor();
    private byte[] kept = {};

    /**
     * @return valid until the next call
     * @throws IOException if the bytes are not what was written
     */
    BatchInput content(byte[] bytes, int length) throws IOException {
        int stored = length - BatchCompressor.HEAD_BYTES;
        int expected = stored < 1 ? -1 : BatchOutput.numberAt(bytes, BatchWriter.HEAD_BYTES);
        if (expected < 0 || expected > (long) stored * RATIO_MAX) {
            throw new StreamCorruptedException("LZ4 content of " + expected + " bytes in a block of " + stored);
        }
        byte[] content = expected <= kept.length ? kept : new byte[expected];
        if (content.length <= KEPT_BYTES) {
            kept = content;
        }
        int found;
        try {
            found = decompressor.decompress(bytes, BatchCompressor.HEAD_BYTES, stored, content, 0, expected);
        } catch (LZ4Exception e) {
            throw new IOException("an LZ4 block of " + stored + " bytes that cannot be decompressed", e);
        }
        if (found != expected) {
            throw new StreamCorruptedException(
                    "LZ4 content of " + found + " bytes, of which there should be " + expected);
        }
        return new BatchInput(content, found);
    }
}
