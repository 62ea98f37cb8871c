package io.millrace.dataflow.fs.local;

import io.millrace.dataflow.fs.BlockLocation;
import io.millrace.dataflow.fs.FSDataInputStream;
import io.millrace.dataflow.fs.FSDataOutputStream;
import io.millrace.dataflow.fs.FileStatus;
import io.millrace.dataflow.fs.FileSystem;
import io.millrace.dataflow.fs.Path;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The files of this machine, by java.nio. */
public final class LocalFileSystem extends FileSystem {
    private static final URI ROOT = URI.create("file:///");
    private static final LocalFileSystem INSTANCE = new LocalFileSystem();

    private LocalFileSystem() {}

    public static LocalFileSystem getSharedInstance() {
        return INSTANCE;
    }

    @Override
    public Path getWorkingDirectory() {
        return new Path(java.nio.file.Path.of("").toAbsolutePath().toUri());
    }

    @Override
    public Path getHomeDirectory() {
        return new Path(java.nio.file.Path.of(System.getProperty("user.home")).toUri());
    }

    @Override
    public URI getUri() {
        return ROOT;
    }

    @Override
    public boolean isDistributedFS() {
        return false;
    }

    /** The file's name as the machine knows it. */
    public java.nio.file.Path toNioPath(Path path) {
        return java.nio.file.Path.of(path.toUri().getPath()).toAbsolutePath();
    }

    @Override
    public FileStatus getFileStatus(Path f) throws IOException {
        java.nio.file.Path file = toNioPath(f);
        try {
            return new LocalFileStatus(qualified(file), Files.readAttributes(file, BasicFileAttributes.class));
        } catch (NoSuchFileException e) {
            throw notFound(f, e);
        } catch (FileSystemException e) {
            // Below a file nothing exists; the operating system calls that "not a directory" and java.nio passes it on.
            if (isBelowFile(file)) {
                throw notFound(f, e);
            }
            throw e;
        }
    }

    private static boolean isBelowFile(java.nio.file.Path file) {
        for (java.nio.file.Path above = file.getParent(); above != null; above = above.getParent()) {
            if (Files.exists(above)) {
                return !Files.isDirectory(above);
            }
        }
        return false;
    }

    @Override
    public BlockLocation[] getFileBlockLocations(FileStatus file, long start, long len) {
        return new BlockLocation[] {new LocalBlockLocation(0, file.getLen())};
    }

    @Override
    public FileStatus[] listStatus(Path f) throws IOException {
        java.nio.file.Path directory = toNioPath(f);
        if (!Files.isDirectory(directory)) {
            return new FileStatus[] {getFileStatus(f)};
        }
        List<FileStatus> found = new ArrayList<>();
        try (DirectoryStream<java.nio.file.Path> entries = Files.newDirectoryStream(directory)) {
            for (java.nio.file.Path entry : entries) {
                try {
                    found.add(new LocalFileStatus(
                            qualified(entry), Files.readAttributes(entry, BasicFileAttributes.class)));
                } catch (NoSuchFileException e) {
                    continue; // Gone since the directory was read: then it is not there.
                }
            }
        }
        return found.toArray(new FileStatus[0]);
    }

    @Override
    public FSDataInputStream open(Path f) throws IOException {
        java.nio.file.Path file = toNioPath(f);
        if (Files.isDirectory(file)) {
            throw new IOException("Cannot read '" + f + "' as a file: it is a directory.");
        }
        try {
            return new LocalInputStream(file);
        } catch (NoSuchFileException e) {
            throw notFound(f, e);
        }
    }

    @Override
    public FSDataOutputStream create(Path f, WriteMode overwriteMode) throws IOException {
        java.nio.file.Path file = toNioPath(f);
        if (Files.isDirectory(file)) {
            throw new FileAlreadyExistsException(
                    f.toString(), null, "it is a directory, so no file can be written there");
        }
        java.nio.file.Path parent = file.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        return new LocalOutputStream(file, overwriteMode);
    }

    @Override
    public boolean delete(Path f, boolean recursive) throws IOException {
        java.nio.file.Path file = toNioPath(f);
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        if (!recursive || !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
            try {
                return Files.deleteIfExists(file);
            } catch (DirectoryNotEmptyException e) {
                throw new IOException("The directory '" + f + "' is not empty, and recursive=false.", e);
            }
        }
        Files.walkFileTree(file, new DeleteAll());
        return true;
    }

    @Override
    public boolean mkdirs(Path f) throws IOException {
        Files.createDirectories(toNioPath(f));
        return true;
    }

    @Override
    public boolean rename(Path src, Path dst) throws IOException {
        java.nio.file.Path source = toNioPath(src);
        java.nio.file.Path target = toNioPath(dst);
        try {
            Files.move(source, target, StandardCopyOption.REPLACE_EXISTING);
            return true;
        } catch (NoSuchFileException | DirectoryNotEmptyException e) {
            return false;
        }
    }

    @Override
    public void renameNoOverwrite(Path src, Path dst) throws IOException {
        java.nio.file.Path source = toNioPath(src);
        java.nio.file.Path target = toNioPath(dst);
        if (!Files.exists(source)) {
            throw notFound(src, null);
        }
        if (Files.isDirectory(source)) {
            // The operating system refuses to replace a directory that holds something.
            Files.move(source, target);
            return;
        }
        // A plain rename replaces; making a second name for the file refuses to, in one step.
        try {
            Files.createLink(target, source);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (UnsupportedOperationException | FileSystemException e) {
            // This storage has no second names (FAT, some network mounts): look first, then rename.
            Files.move(source, target);
            return;
        }
        Files.delete(source);
    }

    private static Path qualified(java.nio.file.Path file) {
        // Not by toUri(), which asks the machine whether the file is a directory.
        return new Path("file", null, file.toString());
    }

    private static FileNotFoundException notFound(Path path, @Nullable IOException cause) {
        FileNotFoundException failure =
                new FileNotFoundException("File '" + path + "' does not exist, or this user" + " may not see it.");
        if (cause != null) {
            failure.initCause(cause);
        }
        return failure;
    }

    private static final class DeleteAll extends SimpleFileVisitor<java.nio.file.Path> {
        @Override
        public FileVisitResult visitFile(java.nio.file.Path file, BasicFileAttributes attributes) throws IOException {
            Files.deleteIfExists(file); // Gone since the directory was read: all the better.
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(java.nio.file.Path file, IOException failure) throws IOException {
            if (failure instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw failure;
        }

        @Override
        public FileVisitResult postVisitDirectory(java.nio.file.Path directory, @Nullable IOException failure)
                throws IOException {
            if (failure != null) {
                throw failure;
            }
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
        }
    }
}
