package io.millrace.operators.spill;

import java.io.IOException;
import java.io.StreamCorruptedException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.zip.CRC32C;
import net.jpountz.lz4.LZ4Compressor;
import net.jpountz.lz4.LZ4Exception;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4SafeDecompressor;

/**
 * The form of spill files. Numbers have their highest byte first.
 *
 * <pre>
 * file    = blocks
 * block   = content length: int; stored length: int; checksum: int, the CRC32C of what is stored; what is stored
 * stored  = the content as an LZ4 block; or as it is, if both lengths are equal
 * content = records, cut at the ends of blocks wherever that falls
 * record  = length: int; then that many bytes
 * </pre>
 *
 * A block's content has at most the bytes of a page. Content that does not shrink by an eighth is stored as it is, and the
 * next few blocks are not tried. One thread.
 */
final class SpillBlocks {
    static final int HEADER_BYTES = 12;

    /** After a block that did not shrink so many are stored as they are. */
    private static final int UNTRIED = 15;

    private static final LZ4Factory LZ4 = LZ4Factory.fastestInstance();

    private final LZ4Compressor compressor = LZ4.fastCompressor();
    private final LZ4SafeDecompressor decompressor = LZ4.safeDecompressor();
    private final CRC32C checksum = new CRC32C();
    private final int contentMax;
    private byte[] frame = {};
    private ByteBuffer view = ByteBuffer.wrap(frame);
    private int untried;

    SpillBlocks(int contentMax) {
        this.contentMax = contentMax;
    }

    // Most structures never spill, and those of a loop are made anew in each superstep.
    private void begin() {
        if (frame.length == 0) {
            frame = new byte[HEADER_BYTES + compressor.maxCompressedLength(contentMax) + HEADER_BYTES];
            view = ByteBuffer.wrap(frame);
        }
    }

    /** Writes a block and returns its length in the file. */
    int write(byte[] content, int length, FileChannel file) throws IOException {
        begin();
        int stored = untried > 0 ? length : compressor.compress(content, 0, length, frame, HEADER_BYTES);
        if (stored >= length - length / 8) {
            untried = untried > 0 ? untried - 1 : UNTRIED;
            stored = length;
            System.arraycopy(content, 0, frame, HEADER_BYTES, length);
        }
        checksum.reset();
        checksum.update(frame, HEADER_BYTES, stored);
        view.putInt(0, length).putInt(4, stored).putInt(8, (int) checksum.getValue());
        view.limit(HEADER_BYTES + stored).position(0);
        while (view.hasRemaining()) {
            file.write(view);
        }
        return HEADER_BYTES + stored;
    }

    /** The header of a block, and where what is stored begins. */
    record Header(int content, int stored, int checksum, long at) {}

    /** The header of the first block of a file that has one. */
    Header first(FileChannel file) throws IOException {
        begin();
        fill(file, 0, HEADER_BYTES);
        return header(0, HEADER_BYTES);
    }

    /**
     * Reads what a header announced.
     *
     * @param into a page
     * @param last whether the file ends with this block
     * @return the next block's header; meaningless behind the last one
     * @throws StreamCorruptedException if the block is not what was written
     */
    Header read(Header block, byte[] into, boolean last, FileChannel file) throws IOException {
        begin();
        fill(file, block.at, last ? block.stored : block.stored + HEADER_BYTES);
        checksum.reset();
        checksum.update(frame, 0, block.stored);
        if ((int) checksum.getValue() != block.checksum) {
            throw new StreamCorruptedException(
                    "the checksum of the block at byte " + (block.at - HEADER_BYTES) + " does not match its bytes");
        }
        if (block.stored == block.content) {
            System.arraycopy(frame, 0, into, 0, block.content);
        } else {
            decompress(block, into);
        }
        return last ? block : header(block.stored, block.at + block.stored + HEADER_BYTES);
    }

    private void decompress(Header block, byte[] into) throws StreamCorruptedException {
        int length;
        try {
            length = decompressor.decompress(frame, 0, block.stored, into, 0, block.content);
        } catch (LZ4Exception e) {
            throw (StreamCorruptedException) new StreamCorruptedException(
                            "the block at byte " + (block.at - HEADER_BYTES) + " cannot be decompressed")
                    .initCause(e);
        }
        if (length != block.content) {
            throw new StreamCorruptedException("the block at byte " + (block.at - HEADER_BYTES) + " has " + length
                    + " bytes, but its header says " + block.content);
        }
    }

    private Header header(int at, long storedAt) throws StreamCorruptedException {
        int content = view.getInt(at);
        int stored = view.getInt(at + 4);
        if (content <= 0 || content > contentMax || stored <= 0 || stored > content) {
            throw new StreamCorruptedException("the header of the block at byte " + (storedAt - HEADER_BYTES)
                    + " is damaged: content length=" + content + ", stored length=" + stored);
        }
        return new Header(content, stored, view.getInt(at + 8), storedAt);
    }

    private void fill(FileChannel file, long from, int length) throws IOException {
        view.limit(length).position(0);
        while (view.position() < length) {
            if (file.read(view, from + view.position()) < 0) {
                throw new StreamCorruptedException("the file ends at byte " + (from + view.position())
                        + ", within a block" + " of " + length + " bytes that begins at byte " + from);
            }
        }
        view.clear();
    }
}
