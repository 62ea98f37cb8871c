package io.millrace.iterations.snapshot;

import io.millrace.dataflow.typeutils.TypeSerializer;
import io.millrace.iterations.snapshot.SuperstepLog.Kind;
import io.millrace.types.code.ArrayOutput;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StreamCorruptedException;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * The bytes of an entry. Numbers have their highest byte first.
 *
 * <pre>
 * entry  = magic: "MRSL", version: 1, blocks, end
 * block  = kind of its records: 1, count of records: 4, length: 4, checksum: 4, records, each as its serialiser writes it
 * end    = 0: 1, checksum: 4
 * </pre>
 *
 * A checksum is the CRC32C of all bytes of the entry up to the end of its block, checksums left out: so a block that is not the
 * entry's own, or not in its place, is seen as well. A record lies in one block.
 */
final class EntryFormat {
    private static final int MAGIC = 0x4D52534C;
    private static final byte VERSION = 1;
    private static final int END = 0;
    private static final int BLOCK_BYTES = 64 * 1024;

    private EntryFormat() {}

    /** Makes blocks of records. */
    static final class Blocks {
        private final ArrayOutput block = new ArrayOutput(BLOCK_BYTES + BLOCK_BYTES / 4);
        private Kind kind = Kind.STATE;
        private int count;

        /** Adds a record; returns the block before it if that is full, or of another kind. */
        <T> Optional<Block> add(Kind of, T record, TypeSerializer<T> serializer) throws IOException {
            Optional<Block> full = of != kind || block.size() >= BLOCK_BYTES ? take() : Optional.empty();
            kind = of;
            serializer.serialize(record, block);
            count++;
            return full;
        }

        /** What is left; empty if nothing. */
        Optional<Block> take() {
            if (count == 0) {
                return Optional.empty();
            }
            Block whole = new Block(kind, count, block.toByteArray());
            forget();
            return Optional.of(whole);
        }

        void forget() {
            block.reset(4 * BLOCK_BYTES);
            count = 0;
        }
    }

    /** Writes an entry; {@link #end} is its last call. */
    static final class Writer {
        private final DataOutputStream out;
        private final CRC32C checksum = new CRC32C();

        Writer(OutputStream out) throws IOException {
            this.out = new DataOutputStream(out);
            putInt(MAGIC);
            putByte(VERSION);
        }

        void write(Block block) throws IOException {
            putByte(block.kind().ordinal() + 1);
            putInt(block.count());
            putInt(block.bytes().length);
            checksum.update(block.bytes(), 0, block.bytes().length);
            out.writeInt((int) checksum.getValue());
            out.write(block.bytes(), 0, block.bytes().length);
        }

        void end() throws IOException {
            putByte(END);
            out.writeInt((int) checksum.getValue());
            out.flush();
        }

        private void putByte(int value) throws IOException {
            checksum.update(value);
            out.writeByte(value);
        }

        private void putInt(int value) throws IOException {
            for (int shift = 24; shift >= 0; shift -= 8) {
                checksum.update(value >>> shift);
            }
            out.writeInt(value);
        }
    }

    /** Reads an entry from its first byte to its last. */
    static final class Reader {
        private final DataInputStream in;
        private final long length;
        private final CRC32C checksum = new CRC32C();
        private boolean begun;

        /** @param length of the file: no block can be longer */
        Reader(InputStream in, long length) {
            this.in = new DataInputStream(in);
            this.length = length;
        }

        /**
         * The next block; empty at the end, which is verified then.
         *
         * @throws IOException if the bytes are not those of an entry; what was read until then means nothing
         */
        Optional<Block> next() throws IOException {
            if (!begun) {
                begun = true;
                begin();
            }
            int kind = takeByte();
            if (kind == END) {
                check(in.readInt());
                if (in.read() >= 0) {
                    throw new StreamCorruptedException("bytes are left behind the end");
                }
                return Optional.empty();
            }
            if (kind > Kind.values().length) {
                throw new StreamCorruptedException("a block of kind " + kind);
            }
            int count = takeInt();
            return Optional.of(new Block(Kind.values()[kind - 1], count, block()));
        }

        private void begin() throws IOException {
            int magic = takeInt();
            int version = takeByte();
            if (magic != MAGIC || version != VERSION) {
                throw new StreamCorruptedException(String.format(
                        "expected an entry of version %d (%08x), found version %d (%08x)",
                        VERSION, MAGIC, version, magic));
            }
        }

        private byte[] block() throws IOException {
            int bytes = takeInt();
            if (bytes < 0 || bytes > length) {
                throw new StreamCorruptedException("a block of " + bytes + " bytes in a file of " + length);
            }
            int expected = in.readInt();
            byte[] block = new byte[bytes];
            in.readFully(block);
            checksum.update(block, 0, bytes);
            check(expected);
            return block;
        }

        private void check(int expected) throws StreamCorruptedException {
            int found = (int) checksum.getValue();
            if (found != expected) {
                throw new StreamCorruptedException(
                        String.format("the checksum is %08x, expected %08x", found, expected));
            }
        }

        private int takeByte() throws IOException {
            int value = in.readUnsignedByte();
            checksum.update(value);
            return value;
        }

        private int takeInt() throws IOException {
            int value = in.readInt();
            for (int shift = 24; shift >= 0; shift -= 8) {
                checksum.update(value >>> shift);
            }
            return value;
        }
    }
}
