package io.millrace.yarn.staging;

import io.millrace.yarn.launch.ContainerFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
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
    private static final FileTime INSTANT = FileTime.from(DATE.toInstant(ZoneOffset.UTC));

    /**
     * The same in an "extended timestamp" (header 0x5455, 5 bytes, of which the first says that a time of modification
     * follows, in seconds since 1970): unpacked files have this date in every time zone, and an archive of classes is good
     * for jars of one date.
     */
    private static final byte[] DATE_FIELD = ByteBuffer.allocate(9)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putShort((short) 0x5455)
            .putShort((short) 5)
            .put((byte) 1)
            .putInt((int) INSTANT.to(TimeUnit.SECONDS))
            .array();

    private final List<Library> libraries;
    private final String sha256;
    private final long size;

    EngineLibraries(List<Library> libraries) {
        List<Library> all = new ArrayList<>(
                libraries.stream().sorted(Comparator.comparing(Library::name)).toList());
        all.add(classPath(all.stream().map(Library::name).toList()));
        this.libraries = List.copyOf(all);
        MessageDigest digest = Hashes.sha256();
        long bytes = END_BYTES;
        for (Library library : this.libraries) {
            digest.update((library.sha256() + " " + library.name() + "\n").getBytes(StandardCharsets.UTF_8));
            int name = library.name().getBytes(StandardCharsets.UTF_8).length;
            bytes += LOCAL_HEADER_BYTES + CENTRAL_HEADER_BYTES + 2L * (name + DATE_FIELD.length) + library.size();
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

    /** Of all jars; the last is {@link ContainerFiles#CLASS_PATH_JAR}, which names the others as its class path, in order. */
    public List<String> names() {
        return libraries.stream().map(Library::name).toList();
    }

    private static Library classPath(List<String> names) {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes()
                .put(
                        Attributes.Name.CLASS_PATH,
                        names.stream()
                                .map(name -> URLEncoder.encode(name, StandardCharsets.UTF_8)
                                        .replace("+", "%20"))
                                .collect(Collectors.joining(" ")));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            ZipEntry entry = new ZipEntry(JarFile.MANIFEST_NAME);
            entry.setTimeLocal(DATE);
            zip.putNextEntry(entry);
            manifest.write(zip);
            zip.closeEntry();
        } catch (IOException e) {
            throw new UncheckedIOException("nothing is written but memory", e);
        }
        return Library.ofBytes(ContainerFiles.CLASS_PATH_JAR, bytes.toByteArray());
    }

    /** Lays the jars out as a NodeManager does with the zip, with the same dates: an archive of classes is bound to them. */
    void layOut(Path folder) throws IOException {
        for (Library library : libraries) {
            Path file = folder.resolve(library.name());
            try (InputStream in = library.content().open()) {
                Files.copy(in, file);
            }
            Files.setLastModifiedTime(file, INSTANT);
        }
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
            entry.setExtra(DATE_FIELD);
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
