package io.millrace.iterations.snapshot;

import io.millrace.dataflow.typeutils.TypeSerializer;
import io.millrace.iterations.snapshot.SuperstepLog.Kind;
import io.millrace.iterations.snapshot.SuperstepLog.RecordReader;
import io.millrace.iterations.snapshot.SuperstepLog.RecordWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StreamCorruptedException;
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

    /** Writes an entry; {@link #end} is its last call. */
    static final class Writer implements RecordWriter {
        private final DataOutputStream out;
        private final CRC32C checksum = new CRC32C();
        private final Block block = new Block();
        private final DataOutputStream records = new DataOutputStream(block);
        private int kind = END;
        private int count;
        private long bytes;

        Writer(OutputStream out) throws IOException {
            this.out = new DataOutputStream(out);
            putInt(MAGIC);
            putByte(VERSION);
        }

        @Override
        public <T> void write(Kind of, T record, TypeSerializer<T> serializer) throws IOException {
            int wanted = of.ordinal() + 1;
            if (kind != wanted || block.size() >= BLOCK_BYTES) {
                flush();
                kind = wanted;
            }
            serializer.serialize(record, records);
            count++;
        }

        private void flush() throws IOException {
            if (count > 0) {
                putByte(kind);
                putInt(count);
                putInt(block.size());
                checksum.update(block.array(), 0, block.size());
                out.writeInt((int) checksum.getValue());
                out.write(block.array(), 0, block.size());
                bytes += block.size();
                block.reset();
                count = 0;
            }
        }

        /** Writes the end and returns how many bytes the records have. */
        long end() throws IOException {
            flush();
            putByte(END);
            out.writeInt((int) checksum.getValue());
            out.flush();
            return bytes;
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

    private static final class Block extends ByteArrayOutputStream {
        byte[] array() {
            return buf;
        }
    }

    /** Reads an entry from its first byte to its last. */
    static final class Reader {
        private final DataInputStream in;
        private final long length;
        private final CRC32C checksum = new CRC32C();

        /** @param length of the file: no block can be longer */
        Reader(InputStream in, long length) {
            this.in = new DataInputStream(in);
            this.length = length;
        }

        /**
         * Reads all records.
         *
         * @param wantsWorkset whether records of that kind are given to the reader, too
         * @throws IOException if the bytes are not those of an entry; what was given to the reader until then means nothing
         */
        void read(boolean wantsWorkset, RecordReader reader) throws IOException {
            int magic = takeInt();
            int version = takeByte();
            if (magic != MAGIC || version != VERSION) {
                throw new StreamCorruptedException(String.format(
                        "expected an entry of version %d (%08x), found version %d (%08x)",
                        VERSION, MAGIC, version, magic));
            }
            for (int kind = takeByte(); kind != END; kind = takeByte()) {
                if (kind > Kind.values().length) {
                    throw new StreamCorruptedException("a block of kind " + kind);
                }
                Kind of = Kind.values()[kind - 1];
                int count = takeInt();
                byte[] block = block();
                if (of == Kind.STATE || wantsWorkset) {
                    read(of, count, block, reader);
                }
            }
            check(in.readInt());
            if (in.read() >= 0) {
                throw new StreamCorruptedException("bytes are left behind the end");
            }
        }

        private static void read(Kind kind, int count, byte[] block, RecordReader reader) throws IOException {
            DataInputStream records = new DataInputStream(new ByteArrayInputStream(block));
            for (int i = 0; i < count; i++) {
                reader.read(kind, records);
            }
            if (records.available() > 0) {
                throw new StreamCorruptedException(records.available() + " bytes of a block are left behind its "
                        + count + " records: the serialiser does not read what it wrote");
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
