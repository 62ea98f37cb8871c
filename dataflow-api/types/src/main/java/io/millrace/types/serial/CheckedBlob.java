package io.millrace.types.serial;

import io.millrace.dataflow.types.TypeInformation;
import io.millrace.types.code.Bytes;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.util.zip.CRC32C;

/**
 * Bytes of a library that trusts what it reads, so that corrupt ones must not reach it. Layout: a blob, then 4 bytes, its
 * CRC32C.
 */
final class CheckedBlob {
    private CheckedBlob() {}

    static void write(byte[] bytes, DataOutput target) throws IOException {
        Bytes.writeBlob(bytes, target);
        target.writeInt(checksum(bytes));
    }

    /** @throws StreamCorruptedException if these are not the bytes that were written */
    static byte[] read(TypeInformation<?> type, DataInput source) throws IOException {
        byte[] bytes = Bytes.readBlob(source);
        if (source.readInt() != checksum(bytes)) {
            throw new StreamCorruptedException(
                    "Corrupt record: the checksum of a " + type + " does not match its bytes.");
        }
        return bytes;
    }

    private static int checksum(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return (int) crc.getValue();
    }
}
