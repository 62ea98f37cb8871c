package io.millrace.yarn.jobs;

import io.millrace.dataflow.fs.FSDataInputStream;
import io.millrace.dataflow.fs.FileStatus;
import io.millrace.dataflow.fs.FileSystem;
import io.millrace.dataflow.fs.Path;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Jars of jobs, copied to this container once for each content, as long as a job uses them. A file of this machine is used
 * where it lies. Thread-safe; a call that fetches holds up the others, which mostly want the same.
 */
final class JarCache {
    private static final Logger LOG = LoggerFactory.getLogger(JarCache.class);

    private final java.nio.file.Path directory;
    private final Map<Content, Copy> copies = new HashMap<>();
    private int fetched;

    /** A file that is overwritten is another content. */
    private record Content(URI uri, long length, long modifiedAtMs) {}

    private static final class Copy {
        final Content content;
        final java.nio.file.Path file;
        int users;

        Copy(Content content, java.nio.file.Path file) {
            this.content = content;
            this.file = file;
        }
    }

    /** A jar in use; to be {@linkplain #giveBack given back}. */
    record Jar(java.nio.file.Path file, Object copy) {}

    /** @param directory is made when it is needed; nothing else writes there */
    JarCache(java.nio.file.Path directory) {
        this.directory = directory;
    }

    /** @throws IOException names the jar that cannot be had */
    synchronized Jar get(String uri) throws IOException {
        URI source = URI.create(uri);
        if (source.getScheme() == null || source.getScheme().equals("file")) {
            return new Jar(java.nio.file.Path.of(source.getPath()), this);
        }
        try {
            Path path = new Path(source);
            FileSystem files = path.getFileSystem();
            FileStatus status = files.getFileStatus(path);
            Content content = new Content(source, status.getLen(), status.getModificationTime());
            Copy copy = copies.get(content);
            if (copy == null) {
                copy = new Copy(content, fetch(files, path, status.getLen()));
                copies.put(content, copy);
            }
            copy.users++;
            return new Jar(copy.file, copy);
        } catch (IOException e) {
            throw new IOException("the job's jar '" + uri + "' cannot be fetched: " + e, e);
        }
    }

    private java.nio.file.Path fetch(FileSystem files, Path path, long length) throws IOException {
        long startNs = System.nanoTime();
        Files.createDirectories(directory);
        java.nio.file.Path file = directory.resolve(++fetched + "-" + path.getName());
        try (FSDataInputStream in = files.open(path)) {
            long copied = Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
            if (copied != length) {
                throw new IOException("expected=" + length + " bytes, actual=" + copied + ": it was changed meanwhile");
            }
        }
        LOG.info("fetched {} ({} bytes) in {} ms", path, length, (System.nanoTime() - startNs) / 1_000_000);
        return file;
    }

    synchronized void giveBack(Jar jar) {
        if (jar.copy instanceof Copy copy && --copy.users == 0) {
            copies.remove(copy.content);
            try {
                Files.deleteIfExists(copy.file);
            } catch (IOException e) {
                LOG.warn("{} could not be deleted; it goes with the container", copy.file, e);
            }
        }
    }
}
