package io.millrace.state.log;

import io.millrace.control.Epoch;
import io.millrace.control.ledger.LedgerEntry;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * The bytes of an entry's file.
 *
 * <pre>
 * offset 0  magic "MILG", 4 bytes
 *        4  version, 1 byte
 *        5  CRC-32C of all that follows, 4 bytes, big-endian as all numbers here
 *        9  epoch, 8 bytes
 *       17  id, 8 bytes
 *       25  length of the writer's name, 4 bytes; the name in UTF-8
 *           length of the content, 4 bytes; the content; the end
 * </pre>
 */
final class EntryFormat {
    static final int CHECKSUM_OFFSET = 5;
    static final int BODY_OFFSET = 9;
    private static final int MAGIC = 0x4D494C47;
    private static final byte VERSION = 1;
    private static final int FIXED_BYTES = BODY_OFFSET + 8 + 8 + 4 + 4;

    /** What a file holds. */
    record Written(String writer, LedgerEntry entry) {}

    private EntryFormat() {}

    static byte[] write(Written written) {
        byte[] writer = written.writer.getBytes(StandardCharsets.UTF_8);
        byte[] content = written.entry.content();
        ByteBuffer file = ByteBuffer.allocate(FIXED_BYTES + writer.length + content.length);
        file.putInt(MAGIC).put(VERSION).putInt(0);
        file.putLong(written.entry.epoch().number()).putLong(written.entry.id());
        file.putInt(writer.length).put(writer);
        file.putInt(content.length).put(content);
        return file.putInt(CHECKSUM_OFFSET, checksum(file.array())).array();
    }

    /**
     * @param path for the message
     * @throws IOException if these are not the bytes of an entry
     */
    static Written read(String path, byte[] bytes) throws IOException {
        if (bytes.length < FIXED_BYTES) {
            throw corrupt(path, "at least " + FIXED_BYTES + " bytes", String.valueOf(bytes.length));
        }
        ByteBuffer file = ByteBuffer.wrap(bytes);
        int magic = file.getInt();
        byte version = file.get();
        if (magic != MAGIC || version != VERSION) {
            throw corrupt(path, "magic MILG and version " + VERSION, Integer.toHexString(magic) + " and " + version);
        }
        int expected = file.getInt();
        int found = checksum(bytes);
        if (expected != found) {
            throw corrupt(path, "checksum " + Integer.toHexString(expected), Integer.toHexString(found));
        }
        try {
            Epoch epoch = new Epoch(file.getLong());
            long id = file.getLong();
            String writer = new String(next(file), StandardCharsets.UTF_8);
            byte[] content = next(file);
            if (file.hasRemaining()) {
                throw corrupt(path, "an end", file.remaining() + " more bytes");
            }
            return new Written(writer, new LedgerEntry(epoch, id, content));
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            throw corrupt(path, "lengths within the file", e.toString());
        }
    }

    private static byte[] next(ByteBuffer file) {
        int length = file.getInt();
        if (length < 0 || length > file.remaining()) {
            throw new IllegalArgumentException("length " + length);
        }
        byte[] bytes = new byte[length];
        file.get(bytes);
        return bytes;
    }

    private static int checksum(byte[] file) {
        CRC32C checksum = new CRC32C();
        checksum.update(file, BODY_OFFSET, file.length - BODY_OFFSET);
        return (int) checksum.getValue();
    }

    private static IOException corrupt(String path, String expected, String found) {
        return new CorruptLogException(
                "ledger entry " + path + " is damaged: expected " + expected + ", found " + found);
    }
}
