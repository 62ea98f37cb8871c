package io.millrace.state.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * A log in a local directory. The kernel resolves a path before it changes what it found, so an entry that was never answered
 * may come into a directory in the instant after it was sealed. An entry that was answered never does: its directory is
 * looked up again before the answer.
 */
final class NioLogFiles implements LogFiles {
    private final Path base;

    NioLogFiles(Path base) {
        this.base = base;
    }

    @Override
    public void makeBase() throws IOException {
        Files.createDirectories(base);
    }

    @Override
    public List<String> list(String directory) throws IOException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> there = Files.newDirectoryStream(base.resolve(directory))) {
            there.forEach(path -> names.add(path.getFileName().toString()));
        }
        return names;
    }

    @Override
    public void makeDirectory(String path) throws IOException {
        Files.createDirectory(base.resolve(path));
    }

    @Override
    public void write(String path, byte[] content) throws IOException {
        try (FileChannel file =
                FileChannel.open(base.resolve(path), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer rest = ByteBuffer.wrap(content);
            while (rest.hasRemaining()) {
                file.write(rest);
            }
            file.force(true);
        }
    }

    @Override
    public void rename(String from, String to) throws IOException {
        Path source = base.resolve(from);
        Path target = base.resolve(to);
        if (Files.isDirectory(source)) {
            renameDirectory(source, target);
        } else {
            // A rename would overwrite; a second name for the same file does not.
            Files.createLink(target, source);
            makeDurable(target);
            Files.deleteIfExists(source);
        }
        makeDurable(target);
    }

    private static void renameDirectory(Path source, Path target) throws IOException {
        if (Files.exists(target)) {
            throw new FileAlreadyExistsException(target.toString());
        }
        try {
            Files.move(source, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException e) {
            throw e;
        } catch (IOException e) {
            // Made in between; it is not empty, so it was not replaced.
            if (Files.exists(target) && Files.exists(source)) {
                throw new FileAlreadyExistsException(target.toString());
            }
            throw e;
        }
    }

    /** The name, not the content: without this it may be gone after a power failure. */
    private static void makeDurable(Path path) throws IOException {
        try (FileChannel directory = FileChannel.open(path.resolveSibling(""), StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    @Override
    public void delete(String path) throws IOException {
        Path top = base.resolve(path);
        if (Files.isDirectory(top)) {
            for (String name : list(path)) {
                delete(path.isEmpty() ? name : path + "/" + name);
            }
        }
        Files.deleteIfExists(top);
    }

    @Override
    public byte[] read(String path) throws IOException {
        return Files.readAllBytes(base.resolve(path));
    }
}
