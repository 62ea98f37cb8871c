package io.millrace.yarn.staging;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.HexFormat;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;

/**
 * One jar of the engine, with what must be known of its content before it is written.
 *
 * @param name of the file
 * @param sha256 of the content, in hexadecimal digits
 * @param size in bytes
 */
record Library(String name, Content content, String sha256, long crc32, long size) {
    private static final int BUFFER_BYTES = 1 << 16;

    /** Opened once to know it, and again to write it. */
    interface Content {
        InputStream open() throws IOException;
    }

    static Library ofFile(Path jar) {
        return of(jar.getFileName().toString(), () -> Files.newInputStream(jar));
    }

    static Library ofBytes(String name, byte[] bytes) {
        return of(name, () -> new ByteArrayInputStream(bytes));
    }

    private static Library of(String name, Content content) {
        CRC32 crc = new CRC32();
        var digest = Hashes.sha256();
        long size = 0;
        try (InputStream in = new CheckedInputStream(new DigestInputStream(content.open(), digest), crc)) {
            byte[] buffer = new byte[BUFFER_BYTES];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                size += read;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The library '" + name + "' cannot be read: " + e.getMessage(), e);
        }
        return new Library(name, content, HexFormat.of().formatHex(digest.digest()), crc.getValue(), size);
    }
}
