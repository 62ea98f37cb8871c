package io.millrace.yarn.staging;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The engine's jars as one zip: one file is quicker to put into containers than many. Stored, as jars are compressed already.
 * The same jars give the same bytes, whatever their order and dates.
 */
public final class EngineLibraries {
    // Sizes of the parts of a zip, from its specification (APPNOTE 4.3); names are counted twice.
    private static final int LOCAL_HEADER_BYTES = 30;
    private static final int CENTRAL_HEADER_BYTES = 46;
    private static final int END_BYTES = 22;

    private static final LocalDateTime DATE = LocalDateTime.of(1980, 2, 1, 0, 0);

    private final List<Library> libraries;
    private final String sha256;
    private final long size;

    EngineLibraries(List<Library> libraries) {
        this.libraries = libraries.stream()
                .sorted(Comparator.comparing(Library::name))
                .toList();
        MessageDigest digest = Hashes.sha256();
        long bytes = END_BYTES;
        for (Library library : this.libraries) {
            digest.update((library.sha256() + " " + library.name() + "\n").getBytes(StandardCharsets.UTF_8));
            int name = library.name().getBytes(StandardCharsets.UTF_8).length;
            bytes += LOCAL_HEADER_BYTES + CENTRAL_HEADER_BYTES + 2L * name + library.size();
        }
        this.sha256 = HexFormat.of().formatHex(digest.digest());
        this.size = bytes;
    }

    /** Of the names and contents of all jars, in hexadecimal digits. */
    public String sha256() {
        return sha256;
    }

    /** Of the zip, in bytes: a file of another size is not whole. */
    public long size() {
        return size;
    }

    /** Of the zip. */
    public String fileName() {
        return "libraries-" + sha256 + ".zip";
    }

    public List<String> names() {
        return libraries.stream().map(Library::name).toList();
    }

    /** Leaves the stream open. */
    void writeTo(OutputStream out) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out);
        for (Library library : libraries) {
            ZipEntry entry = new ZipEntry(library.name());
            entry.setMethod(ZipEntry.STORED);
            entry.setSize(library.size());
            entry.setCompressedSize(library.size());
            entry.setCrc(library.crc32());
            entry.setTimeLocal(DATE);
            zip.putNextEntry(entry);
            try (InputStream in = library.content().open()) {
                in.transferTo(zip);
            }
            // Fails if a jar was changed since it was looked at.
            zip.closeEntry();
        }
        zip.finish();
    }
}
