package io.millrace.operators.file;

import io.millrace.dataflow.fs.BlockLocation;
import io.millrace.dataflow.fs.FSDataInputStream;
import io.millrace.dataflow.fs.FSDataOutputStream;
import io.millrace.dataflow.fs.FileStatus;
import io.millrace.dataflow.fs.FileSystem;
import io.millrace.dataflow.fs.Path;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.Options.Rename;
import org.apache.hadoop.fs.ParentNotDirectoryException;
import org.apache.hadoop.fs.PathIsNotEmptyDirectoryException;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.jspecify.annotations.Nullable;

/**
 * A file system of Hadoop's, such as HDFS.
 *
 * <p>Renaming goes through {@code FileContext}, whose {@code Rename.NONE} HDFS carries out in one step that never replaces
 * anything. Object stores have no such step: there a rename first looks and then renames, and so it does for schemes of
 * which Hadoop has no {@code AbstractFileSystem}.
 */
final class HadoopFileSystem extends FileSystem {
    private final org.apache.hadoop.fs.FileSystem files;
    private final @Nullable FileContext renames;
    private final HadoopFailures failures;

    private HadoopFileSystem(
            org.apache.hadoop.fs.FileSystem files, @Nullable FileContext renames, HadoopFailures failures) {
        this.files = files;
        this.renames = renames;
        this.failures = failures;
    }

    static HadoopFileSystem open(URI uri, HadoopSettings settings) throws IOException {
        HadoopFailures failures = new HadoopFailures(settings.origin());
        Configuration configuration = settings.configuration();
        // Hadoop looks for its file systems, as services, in the thread's class loader, and remembers what it found.
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(HadoopFileSystem.class.getClassLoader());
        try {
            // Not the shared instance, which a user's program may close.
            org.apache.hadoop.fs.FileSystem files = org.apache.hadoop.fs.FileSystem.newInstance(uri, configuration);
            return new HadoopFileSystem(files, context(files.getUri(), configuration), failures);
        } catch (IOException | IllegalArgumentException e) {
            throw failures.opening(uri, e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static @Nullable FileContext context(URI root, Configuration configuration) throws IOException {
        try {
            return FileContext.getFileContext(root, configuration);
        } catch (UnsupportedFileSystemException e) {
            return null;
        }
    }

    @Override
    public Path getWorkingDirectory() {
        return ours(files.getWorkingDirectory());
    }

    @Override
    public Path getHomeDirectory() {
        return ours(files.getHomeDirectory());
    }

    @Override
    public URI getUri() {
        return files.getUri();
    }

    @Override
    public boolean isDistributedFS() {
        return true;
    }

    @Override
    public long getDefaultBlockSize() {
        return files.getDefaultBlockSize(theirs(getWorkingDirectory()));
    }

    @Override
    public FileStatus getFileStatus(Path f) throws IOException {
        try {
            return new HadoopFileStatus(files.getFileStatus(theirs(f)));
        } catch (ParentNotDirectoryException e) {
            throw failures.notFound(f, e); // below a file nothing exists
        } catch (IOException e) {
            throw failures.inWords(f, e);
        }
    }

    @Override
    public BlockLocation[] getFileBlockLocations(FileStatus file, long start, long len) throws IOException {
        try {
            org.apache.hadoop.fs.FileStatus known = file instanceof HadoopFileStatus status
                    ? status.status()
                    : files.getFileStatus(theirs(file.getPath()));
            org.apache.hadoop.fs.BlockLocation[] found = files.getFileBlockLocations(known, start, len);
            BlockLocation[] blocks = new BlockLocation[found.length];
            for (int i = 0; i < found.length; i++) {
                blocks[i] = new HadoopBlockLocation(found[i]);
            }
            return blocks;
        } catch (IOException e) {
            throw failures.inWords(file.getPath(), e);
        }
    }

    @Override
    public FileStatus[] listStatus(Path f) throws IOException {
        try {
            org.apache.hadoop.fs.FileStatus[] found = files.listStatus(theirs(f));
            FileStatus[] statuses = new FileStatus[found.length];
            for (int i = 0; i < found.length; i++) {
                statuses[i] = new HadoopFileStatus(found[i]);
            }
            return statuses;
        } catch (IOException e) {
            throw failures.inWords(f, e);
        }
    }

    @Override
    public FSDataInputStream open(Path f) throws IOException {
        try {
            return new HadoopInputStream(files.open(theirs(f)));
        } catch (IOException e) {
            if (!(e instanceof FileNotFoundException) || !isDirectory(f)) {
                throw failures.inWords(f, e);
            }
            throw new IOException("Cannot read '" + f + "' as a file: it is a directory.", e);
        }
    }

    @Override
    public FSDataOutputStream create(Path f, WriteMode overwriteMode) throws IOException {
        try {
            return new HadoopOutputStream(files.create(theirs(f), overwriteMode == WriteMode.OVERWRITE));
        } catch (org.apache.hadoop.fs.FileAlreadyExistsException e) {
            throw failures.exists(
                    f,
                    isDirectory(f)
                            ? "it is a directory, so no file can be written there"
                            : "it exists, and the write mode is NO_OVERWRITE: remove it or use OVERWRITE",
                    e);
        } catch (IOException e) {
            throw failures.inWords(f, e);
        }
    }

    @Override
    public boolean delete(Path f, boolean recursive) throws IOException {
        try {
            return files.delete(theirs(f), recursive);
        } catch (PathIsNotEmptyDirectoryException e) {
            throw new IOException("The directory '" + f + "' is not empty, and recursive=false.", e);
        } catch (IOException e) {
            if (!exists(f)) {
                return false; // of what would lie below a file, HDFS says that access to it is denied
            }
            throw failures.inWords(f, e);
        }
    }

    @Override
    public boolean mkdirs(Path f) throws IOException {
        try {
            return files.mkdirs(theirs(f));
        } catch (IOException e) {
            throw failures.inWords(f, e);
        }
    }

    @Override
    public boolean rename(Path src, Path dst) throws IOException {
        try {
            move(src, dst, Rename.OVERWRITE);
            return true;
        } catch (FileNotFoundException | org.apache.hadoop.fs.FileAlreadyExistsException e) {
            return false;
        } catch (IOException e) {
            if (isNotEmptyDirectory(dst)) {
                return false;
            }
            throw failures.inWords(src, e);
        }
    }

    @Override
    public void renameNoOverwrite(Path src, Path dst) throws IOException {
        try {
            move(src, dst, Rename.NONE);
        } catch (org.apache.hadoop.fs.FileAlreadyExistsException e) {
            throw failures.exists(dst, "it exists, and a rename must not replace it", e);
        } catch (IOException e) {
            throw failures.inWords(src, e);
        }
    }

    private void move(Path src, Path dst, Rename mode) throws IOException {
        if (renames != null) {
            renames.rename(theirs(src), theirs(dst), mode);
            return;
        }
        files.getFileStatus(theirs(src)); // says if there is none
        if (exists(dst)) {
            if (mode == Rename.NONE || isNotEmptyDirectory(dst)) {
                throw new org.apache.hadoop.fs.FileAlreadyExistsException(dst + " exists");
            }
            files.delete(theirs(dst), false);
        }
        if (!files.rename(theirs(src), theirs(dst))) {
            throw new IOException(
                    "Cannot rename '" + src + "' to '" + dst + "'; " + files.getUri() + " does not say why.");
        }
    }

    private boolean isNotEmptyDirectory(Path path) throws IOException {
        return isDirectory(path) && listStatus(path).length > 0;
    }

    private boolean isDirectory(Path path) throws IOException {
        try {
            return getFileStatus(path).isDir();
        } catch (FileNotFoundException e) {
            return false;
        }
    }

    private static org.apache.hadoop.fs.Path theirs(Path path) {
        URI uri = path.toUri();
        return new org.apache.hadoop.fs.Path(uri.getScheme(), uri.getAuthority(), uri.getPath());
    }

    static Path ours(org.apache.hadoop.fs.Path path) {
        return new Path(path.toUri());
    }
}
