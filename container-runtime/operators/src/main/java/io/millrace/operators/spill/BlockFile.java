package io.millrace.operators.spill;

import java.io.IOException;
import java.io.StreamCorruptedException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/**
 * A spill file of blocks that are written, overwritten and read at places which the caller chooses. Made by {@link
 * SpillSpace#createBlocks}. Not thread-safe.
 *
 * <p>Blocks are stored as they are, since one that is compressed might not fit where it lay before; the checksum of a block is
 * the caller's to keep.
 */
public final class BlockFile {
    private final SpillSpace space;
    private final Path file;
    private final FileChannel channel;
    private final CRC32C checksum = new CRC32C();

    BlockFile(SpillSpace space, Path file, FileChannel channel) {
        this.space = space;
        this.file = file;
        this.channel = channel;
    }

    /** Writes the first {@code length} bytes of {@code content} to the place {@code at}, and returns their CRC32C. */
    public int write(long at, byte[] content, int length) throws IOException {
        ByteBuffer view = ByteBuffer.wrap(content, 0, length);
        try {
            while (view.hasRemaining()) {
                channel.write(view, at + view.position());
            }
        } catch (IOException e) {
            throw space.failed("write", file, e);
        }
        return checksum(content, length);
    }

    /**
     * Reads what was written at a place.
     *
     * @param expected what {@link #write} returned
     * @throws IOException also if the bytes are not those that were written
     */
    public void read(long at, byte[] into, int length, int expected) throws IOException {
        ByteBuffer view = ByteBuffer.wrap(into, 0, length);
        try {
            while (view.hasRemaining()) {
                if (channel.read(view, at + view.position()) < 0) {
                    throw new StreamCorruptedException("the file ends at byte " + (at + view.position())
                            + ", within a block of " + length + " bytes that begins at byte " + at);
                }
            }
            if (checksum(into, length) != expected) {
                throw new StreamCorruptedException(
                        "the checksum of the block at byte " + at + " does not match its " + length + " bytes");
            }
        } catch (IOException e) {
            throw space.failed("read", file, e);
        }
    }

    private int checksum(byte[] content, int length) {
        checksum.reset();
        checksum.update(content, 0, length);
        return (int) checksum.getValue();
    }

    void close() throws IOException {
        try {
            channel.close();
        } catch (IOException e) {
            throw space.failed("close", file, e);
        }
    }
}
