package io.millrace.dataflow.fs;

import io.millrace.dataflow.fs.local.LocalFileSystem;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileAlreadyExistsException;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Files and directories of one storage system. Paths without a scheme and {@code file:} are the local machine's; all
 * others are opened by a {@link FileSystemProvider}. Safe for use by several threads; what {@link #open} and
 * {@link #create} give is not.
 */
public abstract class FileSystem {
    /** What to do about a file that is to be written and exists already. */
    public enum WriteMode {
        /** Fail. */
        NO_OVERWRITE,
        /** Replace it. */
        OVERWRITE
    }

    /** The file system of a path's URI; one instance for each scheme and authority. */
    public static FileSystem get(URI uri) throws IOException {
        String scheme = uri.getScheme();
        if (scheme == null || scheme.equalsIgnoreCase("file")) {
            return LocalFileSystem.getSharedInstance();
        }
        String name = scheme.toLowerCase(Locale.ROOT);
        String root = name + "://" + (uri.getAuthority() == null ? "" : uri.getAuthority());
        FileSystem known = Opened.BY_ROOT.get(root);
        if (known != null) {
            return known;
        }
        for (FileSystemProvider provider : Opened.PROVIDERS) {
            if (provider.serves(name)) {
                FileSystem opened = provider.open(uri);
                FileSystem earlier = Opened.BY_ROOT.putIfAbsent(root, opened);
                return earlier == null ? opened : earlier;
            }
        }
        throw new UnsupportedFileSystemSchemeException("No file system is known for the scheme '" + scheme + "' of '"
                + uri + "': expected=file" + Opened.names()
                + ". Correct the path, or put the module that serves this scheme on the class path.");
    }

    public static FileSystem getLocalFileSystem() {
        return LocalFileSystem.getSharedInstance();
    }

    /** Where paths that do not begin at the root begin. */
    public abstract Path getWorkingDirectory();

    public abstract Path getHomeDirectory();

    /** Scheme and authority. */
    public abstract URI getUri();

    /** Whether other machines see the same files. */
    public abstract boolean isDistributedFS();

    /** By the scheme: that of an object store, or else of a file system. */
    @Deprecated
    public FileSystemKind getKind() {
        String scheme = getUri().getScheme();
        String name = scheme == null ? "file" : scheme.toLowerCase(Locale.ROOT);
        boolean objects = name.startsWith("s3")
                || name.startsWith("emr")
                || name.startsWith("oss")
                || name.startsWith("wasb")
                || name.startsWith("gs");
        return objects || name.startsWith("http") || name.startsWith("ftp")
                ? FileSystemKind.OBJECT_STORE
                : FileSystemKind.FILE_SYSTEM;
    }

    /** In bytes, for files whose status does not say. */
    public long getDefaultBlockSize() {
        return 32L * 1024 * 1024;
    }

    /** @throws FileNotFoundException if it does not exist */
    public abstract FileStatus getFileStatus(Path f) throws IOException;

    /** Where the blocks lie that hold {@code len} bytes from {@code start}, in the order of their offsets. */
    public abstract BlockLocation[] getFileBlockLocations(FileStatus file, long start, long len) throws IOException;

    /**
     * What a directory holds, or the file itself; in no particular order.
     *
     * @throws FileNotFoundException if it does not exist
     */
    public abstract FileStatus[] listStatus(Path f) throws IOException;

    /** @throws FileNotFoundException if it does not exist */
    public abstract FSDataInputStream open(Path f) throws IOException;

    public FSDataInputStream open(Path f, int bufferSize) throws IOException {
        return open(f);
    }

    /**
     * Begins a file, and makes the directories above it.
     *
     * @throws FileAlreadyExistsException if it exists and {@code overwriteMode} forbids to replace it
     */
    public abstract FSDataOutputStream create(Path f, WriteMode overwriteMode) throws IOException;

    public boolean exists(Path f) throws IOException {
        try {
            getFileStatus(f);
            return true;
        } catch (FileNotFoundException e) {
            return false;
        }
    }

    /**
     * True if it existed and is gone.
     *
     * @throws IOException also if it is a directory that is not empty and {@code recursive} is false
     */
    public abstract boolean delete(Path f, boolean recursive) throws IOException;

    /** Makes the directory and those above it; true if it is there now. */
    public abstract boolean mkdirs(Path f) throws IOException;

    /** Moves a file or directory; a file at {@code dst} may be replaced. False if it could not be done. */
    public abstract boolean rename(Path src, Path dst) throws IOException;

    /**
     * Moves a file or directory, in one step that others see whole or not at all, and never replaces anything. The
     * directory above {@code dst} must exist.
     *
     * @throws FileAlreadyExistsException if there is something at {@code dst}; {@code src} is left as it was
     * @throws FileNotFoundException if there is nothing at {@code src}
     */
    public abstract void renameNoOverwrite(Path src, Path dst) throws IOException;

    // Loaded when the first path that is not local is asked for.
    private static final class Opened {
        static final ConcurrentHashMap<String, FileSystem> BY_ROOT = new ConcurrentHashMap<>();
        static final List<FileSystemProvider> PROVIDERS =
                ServiceLoader.load(FileSystemProvider.class, FileSystem.class.getClassLoader()).stream()
                        .map(ServiceLoader.Provider::get)
                        .toList();

        static String names() {
            StringBuilder names = new StringBuilder();
            for (FileSystemProvider provider : PROVIDERS) {
                names.append(", or what ")
                        .append(provider.getClass().getSimpleName())
                        .append(" serves");
            }
            return names.toString();
        }
    }
}
