package io.millrace.taskmanager.exchange;

import net.jpountz.lz4.LZ4Compressor;
import net.jpountz.lz4.LZ4Factory;
import org.jctools.queues.atomic.SpscAtomicArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * Makes written batches smaller, in the form that {@link BatchWriter} says. A batch that does not shrink by an eighth stays as
 * it is, and the next few are not tried. One thread.
 */
final class BatchCompressor {
    /** Too little to find anything that repeats. */
    static final int LEAST_BYTES = 256;

    /** Larger batches hold one large record, and would need as much memory again. */
    static final int MOST_BYTES = 16 << 20;

    /** Before the block: what stands before the content of every batch, and the content's length. */
    static final int HEAD_BYTES = BatchWriter.HEAD_BYTES + Integer.BYTES;

    /** After a batch that did not shrink so many stay as they are. */
    private static final int UNTRIED = 15;

    private static final LZ4Factory LZ4 = LZ4Factory.fastestInstance();

    private final LZ4Compressor compressor = LZ4.fastCompressor();
    private final int bufferBytes = HEAD_BYTES + compressor.maxCompressedLength(BatchWriter.BUFFER_BYTES);
    private final SpscAtomicArrayQueue<byte[]> sent = new SpscAtomicArrayQueue<>(BatchWriter.BUFFERS_KEPT);
    private int untried;

    /** The same batch in fewer bytes, of which none are those that were given; null if it is to stay as it is. */
    @Nullable
    WrittenBatch smaller(byte[] batch, int length) {
        if (length < LEAST_BYTES || length > MOST_BYTES) {
            return null;
        }
        if (untried > 0) {
            untried--;
            return null;
        }
        int content = length - BatchWriter.HEAD_BYTES;
        byte[] bytes = buffer(length);
        int block = compressor.compress(
                batch, BatchWriter.HEAD_BYTES, content, bytes, HEAD_BYTES, bytes.length - HEAD_BYTES);
        if (block > content - content / 8) {
            untried = UNTRIED;
            return null;
        }
        BatchOutput.putHead(bytes, batch[0] | BatchWriter.LZ4, BatchOutput.numberOf(batch));
        BatchOutput.putNumber(bytes, BatchWriter.HEAD_BYTES, content);
        return bytes.length == bufferBytes
                ? new WrittenBatch(bytes, HEAD_BYTES + block, () -> sent.offer(bytes))
                : new WrittenBatch(bytes, HEAD_BYTES + block);
    }

    private byte[] buffer(int length) {
        int most = HEAD_BYTES + compressor.maxCompressedLength(length);
        if (most > bufferBytes || most < bufferBytes / 2) {
            return new byte[most];
        }
        byte[] again = sent.poll();
        return again != null ? again : new byte[bufferBytes];
    }
}
