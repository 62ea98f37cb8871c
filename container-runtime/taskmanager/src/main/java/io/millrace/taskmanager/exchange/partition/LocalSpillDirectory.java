package io.millrace.taskmanager.exchange.partition;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A directory of this process under one of {@code io.tmp.dirs}, made when first needed. A file in it is locked while the
 * process lives: what processes left behind that were killed is known by a lock that nobody holds, and is {@link #sweep
 * swept} by the next one.
 */
public final class LocalSpillDirectory implements SpillDirectory {
    private static final Logger LOG = LoggerFactory.getLogger(LocalSpillDirectory.class);
    private static final String PREFIX = "millrace-partitions-";
    private static final String LOCK = "lock";

    /** Those of this process: to open and close their locks would give them up. */
    private static final Set<Path> LIVING = ConcurrentHashMap.newKeySet();

    /** Roots under which this process has swept. */
    private static final Set<Path> SWEPT = ConcurrentHashMap.newKeySet();

    /** Larger pieces would make the JVM keep native buffers of their size. */
    private static final int PIECE_BYTES = 256 * 1024;

    private final Path root;
    private @Nullable Path directory;
    private @Nullable FileChannel lock;
    private boolean closed;

    /** @param root is made if it is not there */
    public LocalSpillDirectory(Path root) {
        this.root = root;
    }

    @Override
    public String name() {
        return root.toString();
    }

    @Override
    public SpillFile create(String name) throws IOException {
        return new LocalFile(Files.createFile(directory().resolve(name)));
    }

    private synchronized Path directory() throws IOException {
        if (closed) {
            throw new IOException("the TaskManager ends: nothing is written to " + root + " any more");
        }
        Path made = directory;
        if (made == null) {
            Files.createDirectories(root);
            made = Files.createTempDirectory(root.toAbsolutePath(), PREFIX);
            LIVING.add(made);
            FileChannel held =
                    FileChannel.open(made.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            lock = held;
            FileLock unused = held.lock();
            directory = made;
        }
        return made;
    }

    @Override
    public synchronized void close() {
        closed = true;
        Path gone = directory;
        FileChannel held = lock;
        if (gone != null) {
            directory = null;
            deleteTree(gone);
            LIVING.remove(gone);
        }
        if (held != null) {
            try {
                held.close();
            } catch (IOException e) {
                LOG.debug("the lock of {} cannot be closed", gone, e);
            }
        }
    }

    /**
     * As {@link #sweep}, unless this process has swept under the root before: a program that runs one job after another would
     * else list the directory for each of them.
     */
    public void sweepOnce() {
        if (SWEPT.add(root.toAbsolutePath())) {
            sweep();
        }
    }

    /** Deletes what processes left under the root that do not live any more. */
    public void sweep() {
        if (!Files.isDirectory(root)) {
            return;
        }
        try (DirectoryStream<Path> found = Files.newDirectoryStream(root.toAbsolutePath(), PREFIX + "*")) {
            for (Path candidate : found) {
                if (!LIVING.contains(candidate) && isAbandoned(candidate)) {
                    LOG.info("{} was left by a process that does not live any more: deleted", candidate);
                    deleteTree(candidate);
                }
            }
        } catch (IOException | RuntimeException e) {
            LOG.debug("{} cannot be swept", root, e);
        }
    }

    private static boolean isAbandoned(Path candidate) {
        try (FileChannel channel = FileChannel.open(candidate.resolve(LOCK), StandardOpenOption.WRITE);
                FileLock free = channel.tryLock()) {
            return free != null;
        } catch (IOException | OverlappingFileLockException e) {
            return false; // just made, just deleted, or another user's
        }
    }

    private static void deleteTree(Path directory) {
        try (Stream<Path> tree = Files.walk(directory)) {
            List<Path> all = tree.sorted(Comparator.reverseOrder()).toList();
            for (Path path : all) {
                Files.deleteIfExists(path);
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("{} cannot be deleted", directory, e);
        }
    }

    private static final class LocalFile implements SpillFile {
        private final Path path;
        private @Nullable FileChannel appending;

        LocalFile(Path path) {
            this.path = path;
        }

        @Override
        public String name() {
            return path.toString();
        }

        // Never creates: a file that was deleted stays deleted.
        @Override
        public void append(byte[] bytes, int offset, int length) throws IOException {
            FileChannel channel = appending;
            if (channel == null) {
                channel = FileChannel.open(path, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
                appending = channel;
            }
            for (int at = offset; at < offset + length; ) {
                int piece = Math.min(PIECE_BYTES, offset + length - at);
                at += channel.write(ByteBuffer.wrap(bytes, at, piece));
            }
        }

        @Override
        public void truncate(long length) throws IOException {
            try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
                channel.truncate(length);
            }
        }

        @Override
        public void pause() throws IOException {
            FileChannel channel = appending;
            if (channel != null) {
                appending = null;
                channel.close();
            }
        }

        @Override
        public void read(long position, byte[] into, int offset, int length) throws IOException {
            try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
                for (int done = 0; done < length; ) {
                    int piece = Math.min(PIECE_BYTES, length - done);
                    int read = channel.read(ByteBuffer.wrap(into, offset + done, piece), position + done);
                    if (read < 0) {
                        throw new EOFException("the file ends at byte " + (position + done) + ": expected="
                                + (position + length) + " or more");
                    }
                    done += read;
                }
            }
        }

        @Override
        public void delete() {
            try {
                Files.deleteIfExists(path);
            } catch (IOException e) {
                LOG.warn("{} cannot be deleted", path, e);
            }
        }
    }
}
